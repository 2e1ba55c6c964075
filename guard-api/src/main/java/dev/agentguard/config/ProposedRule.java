package dev.agentguard.config;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A rule that somebody proposes for a sentence which is advice by itself. It is read and checked like one of
 * {@code guard.yaml}, and enforced by nobody.
 *
 * @param sentence the sentence
 * @param text {@code match}, {@code when}, {@code verdict}, {@code reason} and {@code instead} in YAML
 * @param rule what it would be
 */
public record ProposedRule(Advice sentence, String text, Rule rule) {

    private static final int LONGEST = 4_000;
    private static final String NAME = "proposal";

    /**
     * Writes a rule down.
     *
     * @param rule its keys and values: texts, numbers, lists and maps of these
     * @return the rule in YAML
     */
    public static String textOf(Map<String, ?> rule) {
        return RuleLock.dump(rule);
    }

    /**
     * Reads a proposal.
     *
     * @param sentence the sentence
     * @param text the rule in YAML
     * @param environments the declared environments
     * @param number tells its id from those of others for sentences in the same line
     * @return the proposal
     * @throws ConfigException if it is no rule; the message says what is expected
     */
    public static ProposedRule of(Advice sentence, String text, Collection<String> environments, int number) {
        if (text.length() > LONGEST) {
            throw new ConfigException(NAME + ": longer than " + LONGEST + " characters");
        }
        try {
            YamlNode node = YamlNode.read(NAME, text).map("match", "when", "verdict", "reason", "instead");
            AcceptedReading reading = AcceptedReading.rule(node, "", sentence.whole(), environments);
            return new ProposedRule(sentence, text, reading.ruleOf(sentence.source(), number));
        } catch (YamlException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether the last of the accepted readings says this and nothing else. */
    boolean isLastOf(String part, Collection<String> environments) {
        try {
            YamlNode section = YamlNode.read(RuleLock.FILE, part).map(AcceptedReadings.KEY);
            List<AcceptedReading> all = AcceptedReadings.read(section.require(AcceptedReadings.KEY), environments);
            AcceptedReading last = all.get(all.size() - 1);
            Rule read = last.ruleOf(rule.source(), 1);
            return last.file().equals(AcceptedReadings.fileOf(sentence.source()))
                    && last.says().equals(sentence.whole())
                    && read.verdict() == rule.verdict()
                    && read.pattern().getClass() == rule.pattern().getClass()
                    && read.pattern().toString().equals(rule.pattern().toString());
        } catch (YamlException e) {
            return false;
        }
    }
}
