package dev.agentguard.rules.permission;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what was read of permission files. A rule has no name but its place, since it was written for agents. */
final class Entries {

    private static final int MOST = 20_000;
    private static final int MOST_ADVICE = 2_000;

    private final List<Rule> rules = new ArrayList<>();
    private final List<Advice> advice = new ArrayList<>();
    private final Map<String, Integer> perLine = new HashMap<>();
    private @Nullable Advice broken;
    private boolean full;

    void rule(
            String source,
            Verdict verdict,
            Pattern pattern,
            String text,
            @Nullable String reading,
            @Nullable String instead) {
        if (rules.size() >= MOST) {
            if (!full) {
                full = true;
                advice.add(new Advice(source, text, "more than " + MOST + " rules, what follows is not enforced"));
            }
            return;
        }
        int count = perLine.merge(source, 1, Integer::sum);
        String id = count == 1 ? source : source + "#" + count;
        rules.add(new Rule(id, source, verdict, pattern, text, reading, instead));
    }

    void advise(String source, String text, String because) {
        if (advice.size() < MOST_ADVICE) {
            advice.add(new Advice(source, text, because));
        }
    }

    /** Takes note of a file, or of a part of it, that could not be read as what its name says. */
    void broken(String source, String text, String because) {
        Advice problem = new Advice(source, text, because);
        broken = broken == null ? problem : broken;
        advise(source, text, because);
    }

    /** The first thing that could not be read, or null. */
    @Nullable
    Advice firstBroken() {
        return broken;
    }

    RuleBook book() {
        return RuleBook.of(rules, advice);
    }
}
