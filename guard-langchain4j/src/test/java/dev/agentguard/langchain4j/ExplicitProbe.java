package dev.agentguard.langchain4j;

import dev.agentguard.Guard;

/** A program with the explicit line. */
final class ExplicitProbe {

    private ExplicitProbe() {}

    public static void main(String[] arguments) {
        try {
            GuardedAiServices.builder(Runnable.class, Guard.builder().build());
            System.out.println("built");
        } catch (RuntimeException e) {
            System.out.println("failed: " + e.getClass().getName() + ": " + e.getMessage());
        }
    }
}
