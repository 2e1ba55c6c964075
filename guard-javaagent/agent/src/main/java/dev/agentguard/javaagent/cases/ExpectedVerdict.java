package dev.agentguard.javaagent.cases;

import java.util.Map;

/**
 * What should be said to an action.
 *
 * @param verdict {@code allow}, {@code ask} or {@code deny}
 * @param rules the rule files that hold for this case, by name
 */
public record ExpectedVerdict(String verdict, Map<String, String> rules) {

    /** Copies the rules. */
    public ExpectedVerdict {
        rules = Map.copyOf(rules);
    }
}
