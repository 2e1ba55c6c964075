package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Nouns;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.rules.prose.Environments.Environment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns sentences into rules, or into advice with the reason. Used for one file, by one thread. */
final class StatementReader {

    private static final String PERMISSION = "a permission loosens nothing";
    private static final String UNREAD = "may forbid something; not understood what";
    private static final String ANY_LOSS =
            Effects.any(Reversibility.RECOVERABLE).toString();
    private static final String JUDGEMENT = "leaves it to the agent's judgement";
    private static final String NEXT = "the next sentence says when";
    private static final String AROUND = "the words around the command are not understood; a human decides";
    /** So few words beside a command do not make it another one. */
    private static final int FEW = 2;

    private static final int LONGEST = 400;
    private static final int MOST = 2_000;

    private final String fileName;
    private final Examples examples;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Advice> advice = new ArrayList<>();
    private final Set<String> patterns = new HashSet<>();
    private final Map<Integer, Integer> perLine = new HashMap<>();

    private List<Token> previous = List.of();
    private List<Token> subject = List.of();
    private boolean opens;
    private int lastRules;

    StatementReader(String fileName, Examples examples) {
        this.fileName = fileName;
        this.examples = examples;
    }

    /** Reads a sentence; the mood is that of its heading if it is the first one of a list item. */
    void read(List<Token> sentence, Mood above) {
        if (sentence.size() > LONGEST) {
            advise(sentence, "longer than " + LONGEST + " words");
            return;
        }
        if (above.code()) {
            readBelowCode(sentence);
            return;
        }
        if (!previous.isEmpty() && Questions.isAbout(sentence)) {
            soften();
            return;
        }
        Milder milder = previous.isEmpty() ? null : Milder.of(sentence);
        if (milder != null) {
            spare(milder);
            return;
        }
        int first = rules.size();
        int said = rules.size() + advice.size();
        if (opens) {
            subject = BlockSubject.of(sentence).isEmpty() ? subject : BlockSubject.of(sentence);
            opens = false;
        }
        for (List<Token> part : Parts.of(sentence)) {
            List<Token> resolved = Pronouns.resolved(part, previous);
            readPart(resolved == part ? completed(part) : resolved, above);
            previous = part;
        }
        List<Token> remark = subject.isEmpty() ? List.of() : BlockSubject.bracketed(sentence);
        if (!remark.isEmpty() && rules.size() == first && BlockSubject.completed(remark, subject) != remark) {
            readPart(BlockSubject.completed(remark, subject), Mood.NONE);
        }
        lastRules = first < rules.size() ? first : lastRules;
        if (said == rules.size() + advice.size() && Cues.isIn(sentence)) {
            advise(sentence, UNREAD);
        }
    }

    /** Below a heading about code prohibitions are of code, but for commands that are named. */
    private void readBelowCode(List<Token> sentence) {
        boolean read = false;
        for (List<Token> part : Parts.of(sentence)) {
            read |= readCommands(sentence, part, Mood.NONE);
        }
        if (!read && Cues.isIn(sentence)) {
            advise(sentence, ClauseReader.CODE);
        }
    }

    /** "Never edit by hand": what the item started with, or the one file that the sentence before named. */
    private List<Token> completed(List<Token> part) {
        List<Token> whole = BlockSubject.completed(part, subject);
        return whole == part ? BlockSubject.completed(part, BlockSubject.onlyFile(previous)) : whole;
    }

    /** "No new dependencies. Ask first.": what the sentence before forbids may be allowed. */
    private void soften() {
        for (int i = lastRules; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.verdict() == Verdict.DENY) {
                rules.set(
                        i,
                        new Rule(
                                rule.id(),
                                rule.source(),
                                Verdict.ASK,
                                rule.pattern(),
                                rule.text(),
                                NEXT,
                                rule.instead()));
            }
        }
    }

    /** "Ask before destructive commands. Prefer trash over rm.": what is preferred is not what the first one means. */
    private void spare(Milder milder) {
        for (int i = lastRules; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.pattern() instanceof ProsePattern prose && prose.toString().equals(ANY_LOSS)) {
                ProsePattern pattern = new ProsePattern(AllOf.of(prose.condition(), new Unless(milder)));
                rules.set(
                        i,
                        new Rule(
                                rule.id(),
                                rule.source(),
                                rule.verdict(),
                                pattern,
                                rule.text(),
                                rule.reading(),
                                rule.instead()));
            }
        }
    }

    /** Starts another paragraph or item, whose pronouns stand for nothing in the one before. */
    void startBlock() {
        startBlock(List.of());
    }

    /** Starts another block that speaks of something that is named above it. */
    void startBlock(List<Token> of) {
        subject = of;
        opens = true;
        previous = List.of();
        lastRules = rules.size();
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
        int before = rules.size();
        String because = readUnder(sentence, words, mood);
        boolean silent = because == null && rules.size() == before && mood.isNone();
        if (!silent && (because == null || because.equals(PERMISSION) || because.equals(ClauseReader.CODE))) {
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
                read |= readUnder(sentence, whole, mood) == null || (!silent && readCommands(sentence, whole, mood));
            }
            behind = thought;
        }
        if (!silent && !read && !readCommands(sentence, words, mood)) {
            say(sentence, because);
        }
    }

    /** A remark behind a dash counts where it says what not to do: "… — never edit it", not "… — never cached". */
    private static boolean startsWithNever(List<Token> thought) {
        int[] never = Phrases.find(thought, Vocabulary.NEVER);
        return never[0] == 0 && (isImperative(thought, never[1]) || isLine(thought, never[1]));
    }

    /** "never `npm run dev`": a command line is what is not to be run. */
    private static boolean isLine(List<Token> words, int at) {
        return at < words.size()
                && words.get(at).isCode()
                && words.get(at).text().strip().indexOf(' ') > 0;
    }

    private void say(List<Token> sentence, @Nullable String because) {
        if (because != null) {
            advise(sentence, because);
        }
    }

    /** Whatever the words around it are, a command that a prohibition names and that changes something is meant. */
    private boolean readCommands(List<Token> sentence, List<Token> words, Mood mood) {
        Demand own = DemandReader.read(Remarks.upTo(words));
        boolean inherits = mood.polarity() == Polarity.DENY || mood.polarity() == Polarity.ASK;
        if (own.polarity() == Polarity.PERMIT
                || (own.polarity() == Polarity.NONE && !inherits)
                || words.stream().anyMatch(token -> token.isWord() && (isOfCode(token.word()) || token.is("same")))) {
            return false;
        }
        List<Token> region = upToMeans(own.polarity() == Polarity.NONE ? words : own.region());
        boolean plain = own.polarity() == Polarity.DENY
                && own.condition().isEmpty()
                && region.stream().filter(Token::isWord).count() <= FEW;
        boolean read = false;
        for (Token token : region) {
            Condition command = token.isCode() ? examples.changing(token.text().strip()) : null;
            if (command != null) {
                add(sentence, Found.plain(command), plain ? Verdict.DENY : Verdict.ASK, plain ? null : AROUND);
                read = true;
            }
        }
        return read;
    }

    /** "…: do this instead", "before commits via `x`": what stands behind is not what is forbidden. */
    private static List<Token> upToMeans(List<Token> region) {
        for (int i = 1; i < region.size(); i++) {
            boolean means = region.get(i).is("via")
                    || region.get(i).is("using")
                    || (region.get(i).is(":") && isImperative(region, i + 1));
            if (means) {
                return region.subList(0, i);
            }
        }
        return region;
    }

    private static boolean isImperative(List<Token> words, int at) {
        return at < words.size()
                && words.get(at).isWord()
                && Verb.of(words.get(at).word()) != null
                && Verb.lemma(words.get(at).word()).equals(words.get(at).word());
    }

    private static boolean isOfCode(String word) {
        return Vocabulary.CODE_WORDS.contains(Nouns.singular(word));
    }

    /** Notes something that is not read at all. */
    void adviseOn(String text, int line, String because) {
        if (advice.size() < MOST) {
            advice.add(new Advice(fileName + ":" + line, text, because));
        }
    }

    RuleBook book() {
        return RuleBook.of(rules, advice);
    }

    /** Returns why nothing is enforced of it, or null if something is, or nothing is to be said of it. */
    private @Nullable String readUnder(List<Token> sentence, List<Token> words, Mood mood) {
        boolean inherits = mood.demands();
        List<Token> core = Remarks.upTo(inherits ? Markers.without(words) : words);
        Demand own = DemandReader.read(core);
        boolean question = !words.isEmpty() && words.get(words.size() - 1).is("?");
        Demand demand = own.polarity() == Polarity.NONE && inherits && !question
                ? DemandReader.inherited(mood.polarity(), core)
                : own;
        boolean inherited = own.polarity() == Polarity.NONE && demand.polarity() != Polarity.NONE;
        if (inherited && mood.namesVerb()) {
            List<Token> object = Items.object(core);
            if (object.isEmpty()) {
                return null;
            }
            demand = DemandReader.inherited(mood.polarity(), object);
        }
        if (own.polarity() == Polarity.NONE && mood.polarity() == Polarity.PERMIT) {
            return PERMISSION;
        }
        if (demand.polarity() == Polarity.NONE || (Words.isPure(words) && !hasCode(words)) || namesNothing(demand)) {
            return null;
        }
        if (demand.polarity() == Polarity.PERMIT || mood.polarity() == Polarity.PERMIT) {
            return PERMISSION;
        }
        ClauseReader.Result result = ClauseReader.read(
                examples,
                demand.region(),
                inherited ? mood.words() : List.of(),
                fileName,
                !inherited && demand.imperative());
        List<Found> founds = new ArrayList<>(result.founds());
        if (founds.isEmpty() && isPlain(demand) && result.isNotUnderstood()) {
            founds.addAll(Fallback.read(examples, demand.region()));
            if (founds.isEmpty()) {
                founds.addAll(withoutCircumstance(demand.region(), inherited ? mood.words() : List.of()));
            }
        }
        List<Token> places = new ArrayList<>(mood.words());
        places.addAll(demand.region());
        if (!demand.condition().isEmpty() && demand.condition().get(0).is("without")) {
            places.addAll(demand.condition());
        }
        Set<Environment> where = Where.said(places);
        if (founds.isEmpty() && !where.isEmpty() && demand.polarity() == Polarity.DENY) {
            result.snippets().forEach(code -> founds.add(Found.plain(OrmSettings.of(TextHas.squeezed(code)))));
        }
        if (demand.onlyDestroying()) {
            founds.removeIf(found -> found.condition().least().compareTo(Reversibility.REVERSIBLE) < 0);
            founds.replaceAll(found -> found.with(Effects.any(Reversibility.RECOVERABLE)));
            if (demand.reading() != null && !isOfDestruction(demand.region())) {
                founds.clear();
            }
        }
        if (founds.isEmpty()) {
            return result.because();
        }
        if (demand.leavesToJudgement()
                && founds.removeIf(found -> Everyday.is(found.condition()))
                && founds.isEmpty()) {
            return JUDGEMENT;
        }
        Terms terms = Terms.of(demand, sentence);
        boolean ask = terms.asks() || mood.polarity() == Polarity.ASK;
        for (Found found : founds) {
            add(sentence, limited(found, result, where, terms), ask ? Verdict.ASK : Verdict.DENY, terms.reading());
        }
        return null;
    }

    /** "… for verification", "… on Redis": without a circumstance that is not understood it is a question. */
    private List<Found> withoutCircumstance(List<Token> region, List<Token> lead) {
        for (int i = region.size() - 1; i > 0; i--) {
            if (isCircumstance(region, i)) {
                String left = Tokens.text(region.subList(i, Math.min(region.size(), i + SHOWN)));
                List<Found> founds =
                        ClauseReader.read(examples, region.subList(0, i), lead, fileName, true).founds().stream()
                                .filter(found -> !Everyday.is(found.condition()))
                                .map(found -> found.narrowed("`" + left + "` is not read; a human decides"))
                                .toList();
                if (!founds.isEmpty()) {
                    return founds;
                }
            }
        }
        return List.of();
    }

    /** What a thing is used for makes it another action, and so does where; how and when it is done does not. */
    private static boolean isCircumstance(List<Token> region, int i) {
        if (!region.get(i).isWord() || i + 1 >= region.size()) {
            return false;
        }
        Token next = region.get(i + 1);
        return switch (region.get(i).word()) {
            case "via", "with", "during" -> true;
            case "for", "by" -> MANNERS.contains(next.word());
            case "on" -> next.isWord() && Character.isUpperCase(next.text().charAt(0));
            default -> false;
        };
    }

    private static final Set<String> MANNERS =
            Set.of("verification", "testing", "debugging", "convenience", "speed", "name", "hand", "now");
    private static final int SHOWN = 3;

    /** A prohibition or a question in so many words, not one that was made of something else. */
    private static boolean isPlain(Demand demand) {
        boolean said = (!demand.region().isEmpty() && demand.region().get(0).isCode())
                || demand.region().stream()
                        .filter(Token::isWord)
                        .map(Token::word)
                        .filter(word -> Verb.of(word) != null)
                        .findFirst()
                        .map(word -> Verb.lemma(word).equals(word) || word.endsWith("ing"))
                        .orElse(false);
        return said && demand.reading() == null && !demand.onlyDestroying();
    }

    private static boolean isOfDestruction(List<Token> region) {
        return region.stream()
                .anyMatch(token -> token.isWord()
                        && (Vocabulary.DESTRUCTIVE.contains(token.word())
                                || Verb.of(token.word()) == Verb.DESTROY
                                || Verb.nominal(token.word()) == Verb.DESTROY));
    }

    private static Found limited(Found found, ClauseReader.Result result, Set<Environment> where, Terms terms) {
        Found limited = found;
        if (!result.branches().isEmpty()) {
            limited = limited.with(new Branches(result.branches()));
        }
        if (!where.isEmpty()) {
            boolean all = found.condition() instanceof OfEffect
                    && found.condition().keys().isEmpty();
            limited = new Found(DataMeanings.inPlace(limited.condition()), limited.generalised(), limited.reading());
            limited = limited.with(
                    new Environments(where, false, all ? Reversibility.RECOVERABLE : Reversibility.REVERSIBLE));
        }
        for (Condition further : terms.further()) {
            limited = limited.with(further);
        }
        return limited;
    }

    private static boolean hasCode(List<Token> words) {
        return words.stream().anyMatch(Token::isCode);
    }

    /** "Never:" only leads a list. */
    private static boolean namesNothing(Demand demand) {
        return demand.polarity() != Polarity.PERMIT
                && (Words.isPure(demand.region()) || Headings.pointsBelow(demand.region()))
                && !hasCode(demand.region())
                && demand.region().stream()
                        .noneMatch(token ->
                                token.isWord() && (token.is("command") || token.is("commands") || token.is("action")));
    }

    private static int colon(List<Token> sentence) {
        for (int i = 1; i < sentence.size() - 1; i++) {
            if (sentence.get(i).is(":")) {
                return i;
            }
        }
        return -1;
    }

    private void add(List<Token> sentence, Found found, Verdict verdict, @Nullable String terms) {
        if (rules.size() >= MOST) {
            advise(sentence, "this file already has " + MOST + " rules");
            return;
        }
        int line = sentence.get(0).line();
        String source = fileName + ":" + line;
        Verdict demanded = found.generalised() ? Verdict.ASK : verdict;
        ProsePattern pattern = new ProsePattern(found.condition());
        if (!patterns.add(source + " " + demanded + " " + pattern)) {
            return;
        }
        if (verdict == Verdict.ASK) {
            explained(source, pattern);
        }
        int number = perLine.merge(line, 1, Integer::sum);
        String id = number == 1 ? source : source + "#" + number;
        String reading =
                found.reading() == null ? terms : terms == null ? found.reading() : found.reading() + "; " + terms;
        rules.add(new Rule(id, source, demanded, pattern, Tokens.text(sentence), reading, Remarks.instead(sentence)));
    }

    /** "Do not push. Never push without being told to": the second sentence says when the first one holds. */
    private void explained(String source, ProsePattern pattern) {
        for (int i = rules.size() - 1; i >= Math.max(0, rules.size() - 3); i--) {
            Rule rule = rules.get(i);
            if (rule.verdict() == Verdict.DENY
                    && rule.source().equals(source)
                    && rule.pattern().equals(pattern)) {
                rules.set(i, new Rule(rule.id(), source, Verdict.ASK, pattern, rule.text(), NEXT, rule.instead()));
            }
        }
    }

    private void advise(List<Token> sentence, String because) {
        if (!sentence.isEmpty()) {
            adviseOn(Tokens.text(sentence), sentence.get(0).line(), because);
        }
    }
}
