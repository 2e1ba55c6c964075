package dev.agentguard.decision;

import org.jspecify.annotations.Nullable;

/**
 * Why a decision is what it is.
 *
 * @param rule the id of the rule or check, for example {@code scope.other-environment} or a rule's own id
 * @param text why, lower case, no final period, input in backticks
 * @param evidence where this was read or how it is known; empty if there is nothing to show
 * @param instead what to do instead, or null
 */
public record Reason(
        String rule, String text, String evidence, @Nullable String instead) {}
