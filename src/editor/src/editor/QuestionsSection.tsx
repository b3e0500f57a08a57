import { Button, Textarea, TextInput } from '@mantine/core';
import type { Question } from '../api/document';
import { free, slug } from './begin';
import { useDraft, useProblem, useProblemsBelow } from './Draft';
import { idOfField } from './path';
import { creditsInWords, unused } from './questions';

/** Ask the meeting: what Convo is to answer about each one, and what that costs. */
export function QuestionsSection() {
  const { document, catalogue, put, mayEdit } = useDraft();
  const problem = useProblem(['questions']);
  const questions = document.questions ?? [];
  const write = (next: Question[]) => put(['questions'], next.length > 0 ? next : undefined);
  return (
    <section className="card stack" aria-labelledby="ask">
      <h2 id="ask">Ask the meeting</h2>
      <p className="faint" id={idOfField('questions')} tabIndex={-1}>
        {questions.length === 0
          ? 'Convo can answer questions about each meeting, such as: Which risks were named? The answers can stand in the texts of the steps.'
          : creditsInWords(questions.filter((question) => !unused(document, question)).length)}
      </p>
      {problem && <p className="error">{problem}</p>}
      {questions.map((question, index) => (
        <QuestionFields
          key={index}
          question={question}
          index={index}
          remove={mayEdit ? () => write(questions.filter((one) => one !== question)) : undefined}
        />
      ))}
      {mayEdit && questions.length < catalogue.questions.most && (
        <div className="row">
          <Button variant="default" onClick={() => write([...questions, begin(questions)])}>
            Add a question
          </Button>
          <span className="faint">
            {catalogue.questions.most - questions.length} of {catalogue.questions.most} left
          </span>
        </div>
      )}
    </section>
  );
}

function begin(questions: readonly Question[]): Question {
  const id = free(
    'answer',
    questions.map((one) => one.id),
    40,
  );
  return { id, ask: '' };
}

function QuestionFields({ question, index, remove }: { question: Question; index: number; remove?: () => void }) {
  const { document, catalogue, put, mayEdit } = useDraft();
  const { longest } = catalogue.questions;
  const problem = useProblem(['questions', index, 'ask']) ?? useProblemsBelow(['questions', index]);
  const idProblem = useProblem(['questions', index, 'id']);
  const left = longest - question.ask.length;
  return (
    <div className="tight" role="group" aria-label={`Question ${index + 1}`}>
      <Textarea
        id={idOfField(`questions[${index}].ask`)}
        label={`Question ${index + 1}`}
        description={`${left} character${left === 1 ? '' : 's'} left. The words go to Convo as they stand; no fact can be put in.`}
        value={question.ask}
        maxLength={longest}
        autosize
        minRows={2}
        disabled={!mayEdit}
        error={problem}
        onChange={(event) => put(['questions', index, 'ask'], event.currentTarget.value.replaceAll(/[\r\n]+/g, ' '))}
      />
      <TextInput
        id={idOfField(`questions[${index}].id`)}
        label="Name of the answer"
        description={`In texts it is {{answers.${question.id}}}.${unused(document, question) ? ' No text shows it so far, so it is not asked.' : ''}`}
        value={question.id}
        maxLength={40}
        disabled={!mayEdit}
        error={idProblem}
        onChange={(event) => put(['questions', index, 'id'], event.currentTarget.value)}
        onBlur={(event) => put(['questions', index, 'id'], slug(event.currentTarget.value, 40))}
      />
      {remove && (
        <div className="row">
          <Button size="xs" variant="subtle" onClick={remove}>
            Remove<span className="visually-hidden"> question {index + 1}</span>
          </Button>
        </div>
      )}
    </div>
  );
}
