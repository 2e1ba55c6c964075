package dev.agentguard.bridge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine behind the bridge. Implementations are safe for use by several threads. */
public interface Handler {

    /**
     * Answers a question of the library or of an instrumentation.
     *
     * @param verb what is asked, for example {@code tool.check}
     * @param message the question, in JDK types only
     * @return the answer, in JDK types only
     * @throws IllegalArgumentException if the verb is not known
     */
    Map<String, Object> call(String verb, Map<String, Object> message);

    /**
     * Runs the part of an instrumentation that could not be inlined.
     *
     * @param hook the hook's name
     * @param arguments what the instrumented method knows; entries may be null
     * @return what the hook's inlined part expects, or null
     * @throws RefusedException if what the method is about to do is refused
     */
    @Nullable
    Object on(String hook, @Nullable Object... arguments) throws RefusedException;
}
