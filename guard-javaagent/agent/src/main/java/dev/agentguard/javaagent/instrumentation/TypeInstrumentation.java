package dev.agentguard.javaagent.instrumentation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is changed in the classes of one library, and the hooks that the changed code calls. */
public interface TypeInstrumentation {

    /**
     * Returns the points at which methods are changed.
     *
     * @return the points, at least one
     */
    List<Point> points();

    /**
     * Returns what the changed code calls through the bridge, that which could not be inlined.
     *
     * @return the hooks by name
     */
    List<Hook> hooks();

    /**
     * One method that is changed.
     *
     * @param type the binary name of its class
     * @param method its name
     * @param descriptor its descriptor; a class without exactly this method is not the one that was expected
     * @param advice the class whose annotated methods are inlined; it names {@code java.*} and the bridge only
     */
    record Point(String type, String method, String descriptor, Class<?> advice) {}

    /**
     * A named piece of code behind the bridge.
     *
     * @param name the name that the advice calls it by
     * @param body what it does
     */
    record Hook(String name, Body body) {

        /** What a hook does. */
        @FunctionalInterface
        public interface Body {
            /**
             * Runs the hook.
             *
             * @param arguments what the instrumented method knows
             * @return what the advice expects
             * @throws Exception a refusal, or a failure of the hook, which refuses too
             */
            @Nullable
            Object run(@Nullable Object[] arguments) throws Exception;
        }
    }
}
