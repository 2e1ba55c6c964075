package dev.agentguard;

/** Is told of every action that was judged, for measuring. Called on the acting thread, so it must be quick. */
@FunctionalInterface
public interface JudgementListener {

    /**
     * Takes note of a judgement. What it throws is reported once and changes nothing.
     *
     * @param judgement what was judged and what was said
     */
    void judged(Judgement judgement);
}
