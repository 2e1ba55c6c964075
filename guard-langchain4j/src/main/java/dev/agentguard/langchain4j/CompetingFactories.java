package dev.agentguard.langchain4j;

import dev.langchain4j.spi.services.AiServiceContextFactory;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when LangChain4j uses another factory than Guard's. It creates all factories and takes the first, so Guard's
 * constructor is where a lost race can be seen.
 */
final class CompetingFactories {

    private static final Logger log = LoggerFactory.getLogger(CompetingFactories.class);
    private static final AtomicBoolean warned = new AtomicBoolean();

    private CompetingFactories() {}

    static void warn() {
        String first = first();
        if (first != null && warned.compareAndSet(false, true)) {
            log.error(
                    "`AiServices.builder` uses `{}`, which comes before guard-langchain4j on the class path: its services"
                            + " are not guarded; move guard-langchain4j before it, or build them with"
                            + " `GuardedAiServices.builder`, and check with `GuardLangChain4j.verify(service)`",
                    first);
        }
    }

    /** Looks at types only: creating the factories once more could do anything. */
    private static @Nullable String first() {
        try {
            Optional<? extends Class<? extends AiServiceContextFactory>> type =
                    ServiceLoader.load(AiServiceContextFactory.class).stream()
                            .map(ServiceLoader.Provider::type)
                            .findFirst();
            return type.filter(found -> !found.getName().equals(GuardedAiServiceContextFactory.class.getName()))
                    .map(Class::getName)
                    .orElse(null);
        } catch (ServiceConfigurationError | LinkageError e) {
            return null;
        }
    }
}
