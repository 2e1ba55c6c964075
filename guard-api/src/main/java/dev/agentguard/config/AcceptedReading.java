package dev.agentguard.config;

import dev.agentguard.rules.Line;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.yaml.YamlNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a human accepted for a sentence which is advice by itself.
 *
 * @param at the line of the lock that says so, {@code guard-rules.lock:12}
 * @param file the rule file that the sentence stands in
 * @param says the sentence, word for word
 * @param verdict what it demands
 * @param pattern what it speaks to
 * @param reason why it is read so, or null
 * @param instead what to do instead, or null
 */
record AcceptedReading(
        String at,
        String file,
        String says,
        Verdict verdict,
        Pattern pattern,
        @Nullable String reason,
        @Nullable String instead) {

    /** What the ids of such rules end with; those of {@code guard.yaml} have no slash. */
    private static final String SUFFIX = "/accepted";

    static AcceptedReading read(YamlNode node, Collection<String> environments) {
        node.map("file", "says", "match", "when", "verdict", "reason", "instead");
        String says = Line.whole(node.require("says").string());
        if (says.endsWith("…")) {
            throw node.require("says").error("longer than a sentence that can be compared word for word");
        }
        return rule(node, node.require("file").string(), says, environments);
    }

    /** Reads what stands beside the sentence. */
    static AcceptedReading rule(YamlNode node, String file, String says, Collection<String> environments) {
        YamlNode reason = node.get("reason");
        YamlNode instead = node.get("instead");
        return new AcceptedReading(
                node.source(),
                file,
                says,
                node.require("verdict").oneOf(Verdict.class),
                PatternSection.read(node, environments),
                reason == null ? null : reason.string(),
                instead == null ? null : instead.string());
    }

    /** Returns the rule that a sentence becomes. */
    Rule ruleOf(String source, int number) {
        String id = source + SUFFIX + (number == 1 ? "" : "-" + number);
        String reading = "accepted in " + at + (reason == null ? "" : ": " + Line.of(reason));
        return new Rule(id, source, verdict, pattern, says, reading, instead);
    }

    /** Whether a rule is one of these. */
    static boolean isOne(Rule rule) {
        return rule.id().startsWith(rule.source() + SUFFIX);
    }
}
