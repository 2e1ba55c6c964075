package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.annotation.Reversibility;
import java.time.Duration;

/**
 * What was said to one action.
 *
 * @param action what was about to happen; it may hold secrets
 * @param context who was acting
 * @param verdict what was said
 * @param reversibility the worst class among the action's effects; {@code UNKNOWN} where Guard itself failed
 * @param took how long it took to read, locate and decide; zero where Guard itself failed
 */
public record Judgement(
        Action action, CallContext context, Verdict verdict, Reversibility reversibility, Duration took) {}
