import { Fragment } from 'react';
import { readBlocks, type Block } from './blocks';
import { readMrkdwn, type Piece } from './mrkdwn';
import styles from './Preview.module.css';

interface Message {
  text: string;
  blocks: readonly unknown[];
}

/** A message as it will look in Slack, with the replies in which a long one goes on. */
export function SlackPreview({ replies, ...message }: Message & { replies: readonly Message[] }) {
  return (
    <div className={styles.slack}>
      <Said {...message} />
      {replies.length > 0 && (
        <ul className={styles.replies} aria-label="Replies to it">
          {replies.map((reply, index) => (
            <li key={index}>
              <Said {...reply} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Said({ text, blocks }: Message) {
  const shown = readBlocks(blocks);
  return (
    <>
      <p className={styles.sender}>
        <strong>Convo.Functions</strong> <span className={styles.app}>APP</span>
      </p>
      {shown.length === 0 ? (
        <p className={styles.text}>
          <Mrkdwn text={text} />
        </p>
      ) : (
        shown.map((block, index) => <One key={index} block={block} />)
      )}
    </>
  );
}

function One({ block }: { block: Block }) {
  switch (block.kind) {
    case 'header':
      return <p className={styles.header}>{block.text}</p>;
    case 'section':
      return <p className={styles.text}>{block.plain ? block.text : <Mrkdwn text={block.text} />}</p>;
    case 'context':
      return (
        <p className={styles.context}>
          {block.texts.map((text, index) => (
            <Fragment key={index}>
              <Mrkdwn text={text} />{' '}
            </Fragment>
          ))}
        </p>
      );
    case 'actions':
      return (
        <p className={styles.actions}>
          {block.labels.map((label) => (
            <span key={label} className={styles.button}>
              {label}
            </span>
          ))}
        </p>
      );
    case 'divider':
      return <hr className={styles.divider} />;
    default:
      return <p className={styles.context}>A block of the kind {block.name}.</p>;
  }
}

function Mrkdwn({ text }: { text: string }) {
  return <Pieces pieces={readMrkdwn(text)} />;
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, index) => {
    switch (piece.kind) {
      case 'text':
        return <Fragment key={index}>{piece.text}</Fragment>;
      case 'code':
        return <code key={index}>{piece.text}</code>;
      case 'bold':
        return (
          <strong key={index}>
            <Pieces pieces={piece.pieces} />
          </strong>
        );
      case 'italic':
        return (
          <em key={index}>
            <Pieces pieces={piece.pieces} />
          </em>
        );
      case 'struck':
        return (
          <s key={index}>
            <Pieces pieces={piece.pieces} />
          </s>
        );
      case 'link':
        return (
          <a key={index} href={piece.to} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        );
      default:
        return (
          <span key={index} className={styles.mention}>
            {piece.text}
          </span>
        );
    }
  });
}
