using System.Collections.Frozen;
using System.Text;

namespace Convo.Functions.Core.Privacy;

/// <summary>
/// Which letters are read as which. The product runs without the system's language tables (InvariantGlobalization), so that no machine folds
/// differently; from Unicode's own data ("UnicodeData.txt", decompositions) and, for look-alikes, "UTS #39: Unicode Security Mechanisms".
/// </summary>
internal static class LetterTable
{
    // Small letters only: letters are made small first. With marks, raised, lowered, and of the mathematicians' alphabets.
    private static readonly (string Plain, string Letters)[] Marked =
    [
        ("a", "ªàáâãäåāăąǎǟǡǻȁȃȧᴬᵃḁạảấầẩẫậắằẳẵặₐⱥ"),
        ("b", "ƀᴮᵇḃḅḇℬ"),
        ("c", "çćĉċčᶜḉℂℭꟲ"),
        ("d", "ďđɖᴰᵈḋḍḏḑḓⅅⅆ"),
        ("e", "èéêëēĕėęěȅȇȩɇᴱᵉḕḗḙḛḝẹẻẽếềểễệₑℯℰⅇ"),
        ("f", "ᶠḟℱꟳ"),
        ("g", "ĝğġģǥǧǵᴳᵍḡℊ"),
        ("h", "ĥħȟʰᴴḣḥḧḩḫẖₕℋℌℍℎ"),
        ("i", "ìíîïĩīĭįİıǐȉȋɨᴵᵢḭḯỉịⁱℐℑℹⅈ"),
        ("j", "ĵǰȷʲᴶⅉⱼ"),
        ("k", "ķǩᴷᵏḱḳḵₖ"),
        ("l", "ĺļľłƚˡᴸḷḹḻḽₗℒℓ"),
        ("m", "ᴹᵐḿṁṃₘℳ"),
        ("n", "ñńņňǹᴺṅṇṉṋⁿₙℕ"),
        ("o", "ºòóôõöøōŏőơǒǫǭȍȏȫȭȯȱɵᴼᵒṍṏṑṓọỏốồổỗộớờởỡợₒℴ"),
        ("p", "ᴾᵖṕṗₚℙ"),
        ("q", "ℚꟴ"),
        ("r", "ŕŗřȑȓɍʳᴿᵣṙṛṝṟℛℜℝ"),
        ("s", "śŝşšſșˢṡṣṥṧṩẛₛ"),
        ("t", "ţťŧțᵀᵗṫṭṯṱẗₜ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗʉᵁᵘᵤṳṵṷṹṻụủứừửữự"),
        ("v", "ᵛᵥṽṿⱽ"),
        ("w", "ŵʷᵂẁẃẅẇẉẘ"),
        ("x", "ˣẋẍₓ"),
        ("y", "ýÿŷȳɏʸẏẙỳỵỷỹ"),
        ("z", "źżžƶᶻẑẓẕℤℨ"),
        ("α", "άἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ"),
        ("β", "ϐ"),
        ("ε", "έϵἐἑἒἓἔἕὲέ"),
        ("η", "ήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ"),
        ("θ", "ϑ"),
        ("ι", "ΐίϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ"),
        ("κ", "ϰ"),
        ("ο", "όὀὁὂὃὄὅὸό"),
        ("π", "ϖ"),
        ("ρ", "ϱῤῥ"),
        ("σ", "ς"),
        ("υ", "ΰϋύϒϓϔὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ"),
        ("φ", "ϕ"),
        ("ω", "ώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ"),
        ("а", "ӑӓ"),
        ("г", "ѓ"),
        ("е", "ѐёӗ"),
        ("ж", "ӂӝ"),
        ("з", "ӟ"),
        ("и", "йѝӣӥ"),
        ("к", "ќ"),
        ("о", "ӧ"),
        ("у", "ўӯӱӳ"),
        ("ч", "ӵ"),
        ("ы", "ӹ"),
        ("э", "ӭ"),
        ("і", "ї"),
        ("ѵ", "ѷ"),
        ("ә", "ӛ"),
        ("ө", "ӫ"),
    ];

    private static readonly (string Plain, string Letter)[] Several =
    [
        ("ss", "\u00DF"), ("ae", "\u00E6"), ("oe", "\u0153"), ("th", "\u00FE"), ("d", "\u00F0"), ("ng", "\u014B"), ("ij", "\u0133"),
        ("dz", "\u01F3"), ("dz", "\u01C6"), ("lj", "\u01C9"), ("nj", "\u01CC"), ("ff", "\uFB00"), ("fi", "\uFB01"), ("fl", "\uFB02"), ("ffi", "\uFB03"),
        ("ffl", "\uFB04"), ("st", "\uFB05"), ("st", "\uFB06"),
    ];

    // By the numbers of their code points: in print nobody could tell them from the letters that they look like. Greek and Cyrillic, small and
    // capital apart (a Greek capital eta is an H, a small one an n), Armenian, and the small capitals of phonetics.
    private static readonly (char Plain, string Alike)[] Alike =
    [
        ('a', "\u03B1\u0391\u0430\u0410\u0251\u1D00"),
        ('b', "\u0392\u0412\u0432\u0299"),
        ('c', "\u0441\u0421\u03F2\u03F9\u1D04"),
        ('d', "\u0501\u1D05"),
        ('e', "\u03B5\u0395\u0435\u0415\u04BD\u1D07"),
        ('f', "\uA730"),
        ('g', "\u0261\u0581\u0262"),
        ('h', "\u0397\u043D\u041D\u04BB\u04BA\u029C"),
        ('i', "\u03B9\u0399\u0456\u0406\u0131\u026A"),
        ('j', "\u03F3\u0458\u0408\u1D0A"),
        ('k', "\u03BA\u039A\u043A\u041A\u1D0B"),
        ('l', "\u04CF\u04C0\u029F"),
        ('m', "\u03BC\u039C\u043C\u041C\u1D0D"),
        ('n', "\u03B7\u039D\u043F\u0274"),
        ('o', "\u03BF\u039F\u03C3\u043E\u041E\u0585\u1D0F"),
        ('p', "\u03C1\u03A1\u0440\u0420\u1D18"),
        ('q', "\u051B"),
        ('r', "\u0433\u0280"),
        ('s', "\u0455\u0405\uA731"),
        ('t', "\u03C4\u03A4\u0442\u0422\u1D1B"),
        ('u', "\u03C5\u057D\u1D1C"),
        ('v', "\u03BD\u0475\u0474\u1D20"),
        ('w', "\u03C9\u0461\u051D\u1D21"),
        ('x', "\u03C7\u03A7\u0445\u0425"),
        ('y', "\u03B3\u03A5\u0443\u0423\u04AF\u028F"),
        ('z', "\u0396\u1D22"),
    ];

    /// <summary>What a letter with a mark, a raised one or a ligature is without: <c>é</c> is <c>e</c>, the ligature of f and i is <c>fi</c>.</summary>
    public static FrozenDictionary<Rune, string> Plain { get; } = Marked
        .SelectMany(row => row.Letters.Select(letter => (Letter: new Rune(letter), row.Plain)))
        .Concat(Several.Select(row => (Letter: new Rune(row.Letter[0]), row.Plain)))
        .ToFrozenDictionary(row => row.Letter, row => row.Plain);

    /// <summary>The Latin letter that another one looks like.</summary>
    public static FrozenDictionary<Rune, char> LooksLike { get; } = Alike
        .SelectMany(row => row.Alike.Select(letter => (Letter: new Rune(letter), row.Plain)))
        .ToFrozenDictionary(row => row.Letter, row => row.Plain);
}
