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
     * Returns the classes that show that the library is there, so that a version of it in which no point is found does
     * not run unguarded.
     *
     * @return what to look for beside which class
     */
    default List<Anchor> anchors() {
        return List.of();
    }

    /**
     * Returns what it guards, for {@code docs/supported-clients.md}.
     *
     * @return the clients; empty for what is none
     */
    default List<Client> clients() {
        return List.of();
    }

    /**
     * Returns what the changed code calls through the bridge, that which could not be inlined.
     *
     * @return the hooks by name
     */
    List<Hook> hooks();

    /**
     * A method that is changed.
     *
     * @param type the binary name of its class
     * @param method its name
     * @param descriptor its descriptor; a class without exactly this method is not the one that was expected. Empty for
     *     every method of that name that has a body, whatever its parameters; from {@code )} on for every one of that name
     *     that returns this type
     * @param advice the class whose annotated methods are inlined; it names {@code java.*} and the bridge only
     * @param optional whether a version of the class without any method of that name is fine; one that has it with
     *     another descriptor never is
     */
    record Point(String type, String method, String descriptor, Class<?> advice, boolean optional) {

        /**
         * A method that every version of the class has.
         *
         * @param type the binary name of its class
         * @param method its name
         * @param descriptor its descriptor, or empty
         * @param advice the class whose annotated methods are inlined
         */
        public Point(String type, String method, String descriptor, Class<?> advice) {
            this(type, method, descriptor, advice, false);
        }
    }

    /**
     * A class that is loaded wherever the library is used.
     *
     * @param type its binary name
     * @param guarded the binary names of the classes with the points, of which its loader must know one
     */
    record Anchor(String type, List<String> guarded) {}

    /**
     * A guarded client.
     *
     * @param name what its users call it
     * @param versions the versions that the tests run
     * @param refusal how a refusal arrives
     */
    record Client(String name, String versions, String refusal) {}

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
