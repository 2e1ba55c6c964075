package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules and the advice of one file, as they are found. Used by one thread. */
final class RuleCollector {

    private static final String ANY_LOSS =
            Effects.any(Reversibility.RECOVERABLE).toString();

    private static final String NEXT = "the next sentence says when";

    private static final int MOST = 2_000;

    private final String fileName;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Advice> advice = new ArrayList<>();
    private final Set<String> patterns = new HashSet<>();
    private final Map<Integer, Integer> perLine = new HashMap<>();

    /** The sentence in its own language, where it was put into English; else nothing. */
    private List<Token> said = List.of();

    RuleCollector(String fileName) {
        this.fileName = fileName;
    }

    /** Says which words are shown for the sentence that follows; nothing for its own. */
    void saying(List<Token> words) {
        said = words;
    }

    /** Whether the sentence was put into English word by word. */
    boolean isForeign() {
        return !said.isEmpty();
    }

    private String shown(List<Token> sentence) {
        return Tokens.text(said.isEmpty() ? sentence : said);
    }

    String fileName() {
        return fileName;
    }

    /** Returns how many rules there are, so that those found later can be told from them. */
    int rules() {
        return rules.size();
    }

    /** Returns how many statements have led to something. */
    int statements() {
        return rules.size() + advice.size();
    }

    void add(List<Token> sentence, Found found, Verdict verdict, @Nullable String terms) {
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
        String instead = said.isEmpty() ? Remarks.instead(sentence) : null;
        rules.add(new Rule(id, source, demanded, pattern, shown(sentence), reading, instead));
    }

    /** "Do not push. Never push without being told to": the second sentence says when the first one holds. */
    private void explained(String source, ProsePattern pattern) {
        for (int i = rules.size() - 1; i >= Math.max(0, rules.size() - 3); i--) {
            Rule rule = rules.get(i);
            if (rule.verdict() == Verdict.DENY
                    && rule.source().equals(source)
                    && rule.pattern().equals(pattern)) {
                rules.set(i, asked(rule));
            }
        }
    }

    /** "No new dependencies. Ask first.": what was forbidden from there on may be allowed. */
    void soften(int from) {
        for (int i = from; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.verdict() == Verdict.DENY) {
                rules.set(i, asked(rule));
            }
        }
    }

    private static Rule asked(Rule rule) {
        return new Rule(rule.id(), rule.source(), Verdict.ASK, rule.pattern(), rule.text(), NEXT, rule.instead());
    }

    /** "Ask before destructive commands. Prefer trash over rm.": what is preferred is not what those rules mean. */
    void spare(int from, Milder milder) {
        for (int i = from; i < rules.size(); i++) {
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

    void advise(List<Token> sentence, String because) {
        if (!sentence.isEmpty()) {
            adviseOn(shown(sentence), sentence.get(0).line(), because);
        }
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
}
