package dev.agentguard.config;

import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code rules:} */
final class RuleSection {

    private static final int LONGEST_ID = 100;

    private RuleSection() {}

    static List<Rule> read(@Nullable YamlNode section, Collection<String> environments) {
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        if (section != null) {
            for (YamlNode node : section.list()) {
                Rule rule = rule(node, environments);
                if (!ids.add(rule.id())) {
                    throw node.require("id").error("a rule with id `" + rule.id() + "` stands further up");
                }
                rules.add(rule);
            }
        }
        return rules;
    }

    private static Rule rule(YamlNode node, Collection<String> environments) {
        node.map("id", "match", "when", "verdict", "reason", "instead");
        String id = id(node.require("id"));
        YamlNode reason = node.get("reason");
        YamlNode instead = node.get("instead");
        return new Rule(
                id,
                node.source(),
                node.require("verdict").oneOf(Verdict.class),
                PatternSection.read(node, environments),
                reason == null ? id : reason.string(),
                null,
                instead == null ? null : instead.string());
    }

    static String id(YamlNode node) {
        String id = node.string();
        boolean plain = id.length() <= LONGEST_ID
                && id.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-._:".indexOf(c) >= 0));
        if (!plain) {
            throw node.expected("an id such as `no-production-volumes`");
        }
        return id;
    }
}
