package dev.agentguard.config;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.EffectPattern;
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
        node.map("id", "match", "verdict", "reason", "instead");
        String id = id(node.require("id"));
        YamlNode reason = node.get("reason");
        YamlNode instead = node.get("instead");
        return new Rule(
                id,
                node.source(),
                node.require("verdict").oneOf(Verdict.class),
                pattern(node.require("match"), environments),
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

    static EffectPattern pattern(YamlNode match, Collection<String> environments) {
        match.map("operation", "reversibility", "environment", "kind", "resource");
        if (match.entries().isEmpty()) {
            throw match.error("expected at least one condition, a rule that matches everything is not meant");
        }
        EffectPattern.Builder pattern = EffectPattern.builder();
        YamlNode operation = match.get("operation");
        if (operation != null) {
            pattern.operations(patterns(operation, "railway:volume*"));
        }
        YamlNode resource = match.get("resource");
        if (resource != null) {
            pattern.resources(patterns(resource, "railway:volume"));
        }
        YamlNode environment = match.get("environment");
        if (environment != null) {
            pattern.environments(List.of(Values.declaredName(environment, environments)));
        }
        YamlNode kind = match.get("kind");
        if (kind != null) {
            pattern.kinds(Set.of(kind.oneOf(Kind.class)));
        }
        YamlNode reversibility = match.get("reversibility");
        if (reversibility != null) {
            pattern.reversibility(reversibility.oneOf(Least.class).reversibility);
        }
        return pattern.build();
    }

    /** One pattern, or several of which one has to fit. */
    private static List<String> patterns(YamlNode node, String example) {
        if (node.kind() != YamlNode.Kind.LIST) {
            return List.of(Values.pattern(node, example));
        }
        List<String> patterns =
                node.list().stream().map(item -> Values.pattern(item, example)).toList();
        if (patterns.isEmpty()) {
            throw node.expected("a pattern such as `" + example + "`, or a list of them");
        }
        return patterns;
    }

    /** The words of {@code reversibility:}; a rule about everything that may also only read makes no sense here. */
    private enum Least {
        REVERSIBLE(Reversibility.REVERSIBLE),
        RECOVERABLE(Reversibility.RECOVERABLE),
        IRREVERSIBLE(Reversibility.IRREVERSIBLE),
        UNKNOWN(Reversibility.UNKNOWN);

        private final Reversibility reversibility;

        Least(Reversibility reversibility) {
            this.reversibility = reversibility;
        }
    }
}
