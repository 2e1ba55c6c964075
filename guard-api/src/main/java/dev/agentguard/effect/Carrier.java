package dev.agentguard.effect;

import dev.agentguard.action.HttpCall;

/**
 * A part of an action that may carry a credential, before anyone looked for one. None of them shows what it holds when
 * it is printed.
 */
public sealed interface Carrier {

    /**
     * Returns where it stands, as the evidence of the effects it belongs to begins.
     *
     * @return the place
     */
    String where();

    /**
     * Returns this as a part of something that stands inside of something else, as {@link Effect#in} does.
     *
     * @param outer the place of what it stands in
     * @return the same part
     */
    Carrier in(String outer);

    private static String joined(String outer, String where) {
        return where.isEmpty() ? outer : outer + ", " + where;
    }

    /**
     * A request that is sent.
     *
     * @param call the request
     * @param where where it stands
     */
    record Request(HttpCall call, String where) implements Carrier {

        @Override
        public Request in(String outer) {
            return new Request(call, joined(outer, where));
        }
    }

    /**
     * A program that is started.
     *
     * @param command the program with its arguments
     * @param where where it stands
     */
    record Start(Command command, String where) implements Carrier {

        @Override
        public Start in(String outer) {
            return new Start(command, joined(outer, where));
        }

        @Override
        public String toString() {
            return "Start[" + command.arguments().size() + " arguments]";
        }
    }

    /**
     * A variable that is set.
     *
     * @param name its name
     * @param value its value
     * @param lasting whether what runs later sees it, or only one command
     * @param where where it stands
     */
    record Variable(String name, Word value, boolean lasting, String where) implements Carrier {

        @Override
        public Variable in(String outer) {
            return new Variable(name, value, lasting, joined(outer, where));
        }

        @Override
        public String toString() {
            return "Variable[" + name + "]";
        }
    }

    /**
     * A program text of another language.
     *
     * @param text the text
     * @param where where it stands
     */
    record Code(String text, String where) implements Carrier {

        @Override
        public Code in(String outer) {
            return new Code(text, joined(outer, where));
        }

        @Override
        public String toString() {
            return "Code[" + text.length() + " characters]";
        }
    }
}
