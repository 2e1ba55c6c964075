package dev.agentguard.rules.prose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sentences in turn: what one leaves open is said by those before it. Used for one file, by one thread. */
final class StatementReader {

    private static final String UNREAD = "may forbid something; not understood what";

    private static final int LONGEST = 400;

    private final Examples examples;
    private final RuleCollector rules;
    private final RuleCompiler compiler;

    private final Earlier earlier = new Earlier();
    private List<Token> previous = List.of();
    private List<Token> subject = List.of();
    private boolean opens;
    private int lastRules;

    StatementReader(String fileName, Examples examples) {
        this.examples = examples;
        this.rules = new RuleCollector(fileName);
        this.compiler = new RuleCompiler(rules, examples);
    }

    RuleCollector rules() {
        return rules;
    }

    /** Reads a sentence; the mood is that of its heading if it is the first one of a list item. */
    void read(List<Token> said, Mood above) {
        List<Token> plain = Idioms.plain(Foreign.english(said));
        rules.saying(plain == said ? List.of() : said);
        readEnglish(plain, above);
        rules.saying(List.of());
    }

    private void readEnglish(List<Token> sentence, Mood above) {
        if (sentence.size() > LONGEST) {
            rules.advise(sentence, "longer than " + LONGEST + " words");
            return;
        }
        if (above.code()) {
            readBelowCode(sentence);
            return;
        }
        if (!previous.isEmpty() && Questions.isAbout(sentence)) {
            rules.soften(lastRules);
            return;
        }
        Milder milder = previous.isEmpty() ? null : Milder.of(sentence);
        if (milder != null) {
            rules.spare(lastRules, milder);
            return;
        }
        int first = rules.rules();
        int said = rules.statements();
        if (opens) {
            subject = BlockSubject.of(sentence).isEmpty() ? subject : BlockSubject.of(sentence);
            opens = false;
        }
        for (List<Token> part : Parts.of(sentence)) {
            List<Token> resolved = Pronouns.resolved(part, previous);
            readPart(resolved == part ? completed(part) : resolved, above);
            previous = part;
            earlier.hear(part);
        }
        List<Token> remark = subject.isEmpty() ? List.of() : BlockSubject.bracketed(sentence);
        if (!remark.isEmpty() && rules.rules() == first && BlockSubject.completed(remark, subject) != remark) {
            readPart(BlockSubject.completed(remark, subject), Mood.NONE);
        }
        lastRules = first < rules.rules() ? first : lastRules;
        if (said == rules.statements() && Cues.isIn(sentence)) {
            rules.advise(sentence, UNREAD);
        }
    }

    /** Below a heading about code prohibitions are of code, but for commands that are named. */
    private void readBelowCode(List<Token> sentence) {
        boolean read = false;
        for (List<Token> part : Parts.of(sentence)) {
            read |= NamedCommands.read(rules, examples, sentence, part, Mood.NONE);
        }
        if (!read && Cues.isIn(sentence)) {
            rules.advise(sentence, Reasons.CODE);
        }
    }

    /** "Never edit by hand": what the item started with, or the one file that the sentence before named. */
    private List<Token> completed(List<Token> part) {
        List<Token> whole = BlockSubject.completed(part, subject);
        List<Token> near = whole == part ? BlockSubject.completed(part, BlockSubject.onlyFile(previous)) : whole;
        return near == part ? earlier.completed(part) : near;
    }

    /** Starts another block that speaks of something that is named above it. */
    void startBlock(List<Token> of) {
        subject = of;
        opens = true;
        previous = List.of();
        earlier.forget();
        lastRules = rules.rules();
    }

    /** Reads a line of a block of code; false if it is no command that is known, and no file. */
    boolean readCommand(String command, int line, Mood mood) {
        Tokens tokens = new Tokens();
        tokens.addCode(command, line);
        boolean known = examples.isKnownChange(command) || (mood.namesVerb() && Paths.isOne(command));
        if (known) {
            read(tokens.tokens(), mood);
        }
        return known;
    }

    private void readPart(List<Token> sentence, Mood above) {
        int colon = colon(sentence);
        Mood lead = colon > 0 ? Mood.of(sentence.subList(0, colon)) : Mood.NONE;
        boolean leads = lead.polarity() != Polarity.NONE;
        if (lead.code()) {
            return;
        }
        List<Token> words = leads ? sentence.subList(colon + 1, sentence.size()) : sentence;
        Mood mood = leads ? lead : above;
        int before = rules.rules();
        String because = compiler.compile(sentence, words, mood);
        boolean silent = because == null && rules.rules() == before && mood.isNone();
        if (!silent && (because == null || because.equals(RuleCompiler.PERMISSION) || because.equals(Reasons.CODE))) {
            say(sentence, because);
            return;
        }
        boolean read = false;
        List<Token> behind = List.of();
        for (List<Token> thought : Thoughts.of(words)) {
            List<Token> near = Pronouns.completed(thought, behind);
            List<Token> whole = near == thought ? completed(thought) : near;
            Polarity own = DemandReader.read(whole).polarity();
            boolean demands = own == Polarity.DENY || own == Polarity.ASK;
            if (demands && (!silent || startsWithNever(whole))) {
                read |= compiler.compile(sentence, whole, mood) == null
                        || (!silent && NamedCommands.read(rules, examples, sentence, whole, mood));
            }
            behind = thought;
        }
        if (!silent && !read && !NamedCommands.read(rules, examples, sentence, words, mood)) {
            say(sentence, because);
        }
    }

    /** A remark behind a dash counts where it says what not to do: "… — never edit it", not "… — never cached". */
    private static boolean startsWithNever(List<Token> thought) {
        int[] never = Phrases.find(thought, Vocabulary.NEVER);
        return never[0] == 0 && (Imperatives.isAt(thought, never[1]) || isLine(thought, never[1]));
    }

    /** "never `npm run dev`": a command line is what is not to be run. */
    private static boolean isLine(List<Token> words, int at) {
        return at < words.size()
                && words.get(at).isCode()
                && words.get(at).text().strip().indexOf(' ') > 0;
    }

    private void say(List<Token> sentence, @Nullable String because) {
        if (because != null) {
            rules.advise(sentence, because);
        }
    }

    private static int colon(List<Token> sentence) {
        for (int i = 1; i < sentence.size() - 1; i++) {
            if (sentence.get(i).is(":")) {
                return i;
            }
        }
        return -1;
    }
}
