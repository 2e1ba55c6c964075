package dev.agentguard.javaagent.suggest;

import dev.agentguard.config.ConfigException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.ProposedRule;
import dev.agentguard.config.RuleProposals;
import dev.agentguard.config.RuleProposals.Dropped;
import dev.agentguard.config.RuleProposals.Proposal;
import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Proposals for the sentences of a project that are advice by themselves. */
public final class Suggestions {

    /** So many failures in a row are one of the model, not of a sentence. */
    private static final int FAILURES = 3;

    private final GuardConfig config;
    private final Trial trial;

    /**
     * Creates them.
     *
     * @param config the project's configuration with its rule files
     */
    public Suggestions(GuardConfig config) {
        this.config = config;
        this.trial = new Trial(config);
    }

    /** A chat model. */
    @FunctionalInterface
    public interface Model {

        /**
         * Answers.
         *
         * @param prompt what it is asked
         * @return its answer
         * @throws SuggestException if it has none
         */
        String ask(String prompt) throws SuggestException;
    }

    /**
     * Returns the sentences that a model is asked about: what stands in the project's own files, each once.
     *
     * @return the sentences in order
     */
    public List<Advice> sentences() {
        Set<String> seen = new HashSet<>();
        return config.ruleBook().advice().stream()
                .filter(advice -> !advice.whole().isBlank()
                        && !advice.whole().endsWith("…")
                        && isProse(advice.source())
                        && seen.add(advice.whole()))
                .toList();
    }

    /** Files of the home directory are not the same on another machine, and what is not prose has a meaning of its own. */
    private static boolean isProse(String source) {
        String file = source.substring(0, Math.max(0, source.lastIndexOf(':')));
        boolean prose = List.of(".md", ".mdc", ".txt", "rules").stream().anyMatch(file::endsWith);
        return prose && !Path.of(file).isAbsolute() && !file.startsWith("~");
    }

    /**
     * Asks a model about sentences.
     *
     * @param sentences the sentences
     * @param model the model
     * @return what it proposes and what of that was dropped
     * @throws SuggestException if the model fails time and again
     */
    public RuleProposals ask(List<Advice> sentences, Model model) throws SuggestException {
        List<Proposal> proposals = new ArrayList<>();
        List<Dropped> dropped = new ArrayList<>();
        int failures = 0;
        for (Advice sentence : sentences) {
            String because;
            try {
                String text = model.ask(Prompt.of(sentence.whole()));
                failures = 0;
                proposals.add(proposal(sentence, Answer.of(text)));
                continue;
            } catch (SuggestException e) {
                because = String.valueOf(e.getMessage());
                if (++failures >= FAILURES) {
                    throw e;
                }
            } catch (NoRuleException | ConfigException e) {
                because = String.valueOf(e.getMessage());
            }
            dropped.add(new Dropped(sentence.source(), sentence.whole(), because));
        }
        return new RuleProposals(proposals, dropped);
    }

    private Proposal proposal(Advice sentence, Answer answer) throws NoRuleException {
        String text = ProposedRule.textOf(answer.rule());
        ProposedRule proposed =
                ProposedRule.of(sentence, text, config.environments().keySet(), 1);
        Trial.Outcome outcome = trial.of(proposed.rule(), text, answer.stops(), answer.passes());
        if (outcome.problem() != null) {
            throw new NoRuleException(outcome.problem());
        }
        return new Proposal(sentence.source(), sentence.whole(), text, outcome.stops());
    }

    /**
     * Checks a proposal again, as it is in the file now.
     *
     * @param proposal the proposal
     * @return what would be accepted
     * @throws SuggestException if its sentence is not there any more, or it would stop everyday work
     */
    public ProposedRule checked(Proposal proposal) throws SuggestException {
        String file = proposal.source().replaceFirst(":\\d+$", "");
        Advice sentence = config.ruleBook().advice().stream()
                .filter(advice -> advice.source().replaceFirst(":\\d+$", "").equals(file)
                        && advice.whole().equals(Line.whole(proposal.says())))
                .findFirst()
                .orElseThrow(() -> new SuggestException("`" + Line.of(proposal.says()) + "` is not in `" + file
                        + "` as advice any more; `rules suggest` looks anew"));
        ProposedRule proposed =
                ProposedRule.of(sentence, proposal.rule(), config.environments().keySet(), 1);
        Trial.Outcome outcome = trial.of(proposed.rule(), proposal.rule(), List.of(), List.of());
        if (outcome.problem() != null && outcome.problem().contains("each day")) {
            throw new SuggestException(outcome.problem());
        }
        return proposed;
    }
}
