package dev.agentguard.rules.prose;

/** Lines that show what a rule stops, with what narrows the rule. */
final class NarrowedExample {

    private static final String SHELL = Example.SHELL;

    private NarrowedExample() {}

    /** Adds to a command line what a further condition asks of it; any other example stays as it is. */
    static String of(String example, Condition further) {
        if (!example.startsWith(SHELL)) {
            return example;
        }
        if (further instanceof TextHas text) {
            return example + " '" + text.texts().get(0).strip().replace("'", "") + "'";
        }
        if (further instanceof CommandShape shape && shape.programs().isEmpty()) {
            return example + shape.shown();
        }
        if (further instanceof Files files) {
            return example + " " + Example.file(files.paths().get(0));
        }
        if (further instanceof Branches branches && example.startsWith(SHELL + "git push")) {
            String push = example.endsWith(" x") ? example.substring(0, example.length() - 2) : example;
            return push + " origin " + Example.name(branches.names().get(0));
        }
        if (further instanceof Branches branches && example.startsWith(SHELL + "git ")) {
            return SHELL + "git checkout " + Example.name(branches.names().get(0)) + " && "
                    + example.substring(SHELL.length());
        }
        return example;
    }
}
