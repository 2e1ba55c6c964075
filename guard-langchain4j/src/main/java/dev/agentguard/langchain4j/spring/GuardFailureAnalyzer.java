package dev.agentguard.langchain4j.spring;

import dev.agentguard.config.ConfigException;
import dev.agentguard.yaml.YamlException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in one message, without a stack trace, why an application does not start with its configuration of Guard. */
final class GuardFailureAnalyzer implements FailureAnalyzer {

    private static final int MOST_CAUSES = 50;

    /** Called by Spring Boot. */
    GuardFailureAnalyzer() {}

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof ConfigException || cause instanceof YamlException) {
                return new FailureAnalysis(
                        "The configuration of Guard cannot be used:\n\n    " + cause.getMessage(),
                        "Correct it. The keys are those of guard.yaml, behind `guard.`.",
                        cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
