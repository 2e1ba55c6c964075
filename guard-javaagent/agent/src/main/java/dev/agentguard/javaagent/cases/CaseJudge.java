package dev.agentguard.javaagent.cases;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.effect.Effect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Judges cases with Guard's own readers, one after the other. Asks for facts only where a case asks for a verdict. */
public final class CaseJudge implements AutoCloseable {

    private final Predicate<String> shippedPacks;
    private final Guard guard;
    private final CaseProjects projects;

    /**
     * Creates a judge.
     *
     * @param config the configuration; its packs are used, and all of it where a case asks for a verdict
     * @param shippedPacks whether the shipped packs of a provider are used
     */
    public CaseJudge(GuardConfig config, Predicate<String> shippedPacks) {
        this.shippedPacks = shippedPacks;
        this.guard = guard(config);
        this.projects = new CaseProjects(config, this::guard);
    }

    /**
     * Judges a case. What a reader throws, which none may, is counted as not understood.
     *
     * @param given the case
     * @return what was made of it
     * @throws CaseException if its rule files cannot be used
     */
    public Judged judge(Case given) throws CaseException {
        long start = System.nanoTime();
        Reversibility worst;
        String because;
        try {
            Effect effect = worst(guard.effects(given.action()));
            worst = effect.reversibility();
            because = effect.operation() + ": " + effect.reason() + " [" + effect.evidence() + "]";
        } catch (RuntimeException | StackOverflowError e) {
            worst = Reversibility.UNKNOWN;
            because = "the reader failed: " + e;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ExpectedVerdict expected = given.verdict();
        return new Judged(given, worst, because, expected == null ? null : verdict(given, expected.rules()), seconds);
    }

    @Override
    public void close() {
        projects.close();
        guard.close();
    }

    private static Effect worst(List<Effect> effects) {
        return effects.stream()
                .reduce((a, b) -> a.reversibility().worse(b.reversibility()) == a.reversibility() ? a : b)
                .orElseThrow(() -> new IllegalStateException("no effect was read"));
    }

    private String verdict(Case given, Map<String, String> rules) throws CaseException {
        return verdict(rules.isEmpty() ? guard : projects.guard(rules), given);
    }

    private static String verdict(Guard guard, Case given) {
        Origin origin = given.kind() == Kind.TOOLS ? Origin.TOOL : Origin.WIRE_IN_TOOL;
        Decision decision = guard.explain(given.action(), new CallContext("evaluate", origin))
                .decision();
        return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private Guard guard(GuardConfig of) {
        // what was frozen or used is no part of a case: no store, so nothing is read from one or written to one
        Path none = Path.of(System.getProperty("java.io.tmpdir", "."), "guard-evaluate-" + UUID.randomUUID());
        return Guard.builder()
                .config(of.forTrial(none))
                .shippedPacks(shippedPacks)
                .build();
    }
}
