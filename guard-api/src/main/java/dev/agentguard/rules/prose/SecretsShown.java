package dev.agentguard.rules.prose;

import dev.agentguard.action.Action;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.ShownValue;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.Locale;

/** A command prints the environment, or a variable whose name says that it is a secret. */
record SecretsShown() implements Condition {

    private static final int LONGEST = 4_000;

    @Override
    public Certainty in(RuleInput input) {
        for (Command command : input.commands()) {
            String program = command.program().toLowerCase(Locale.ROOT);
            boolean harmless = program.equals("printenv")
                    && !command.arguments().isEmpty()
                    && command.arguments().stream().noneMatch(word -> !word.known() || isSecret(word.text()));
            boolean env = (program.equals("printenv") && !harmless)
                    || ((program.equals("env") || program.equals("set") || program.equals("export"))
                            && command.arguments().isEmpty());
            if (env) {
                return Certainty.YES;
            }
        }
        return Certainty.of(echoes(input.action().action()));
    }

    /** What an echo is given is expanded by the shell, so that the variable stands in the line only. */
    private static boolean echoes(Action action) {
        if (!(action instanceof ProcessStart start)) {
            return false;
        }
        for (String line : start.command()) {
            String text = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
            for (String part : text.split("[;&|\n]", -1)) {
                String[] words = part.strip().split("\\s+", -1);
                boolean prints = words[0].equals("echo") || words[0].equals("printf") || words[0].equals("cat");
                for (String word : words) {
                    int dollar = word.indexOf('$');
                    if (prints && dollar >= 0 && isSecret(word.substring(dollar + 1))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isSecret(String variable) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < variable.length(); i++) {
            char c = variable.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '_') {
                name.append(c);
            } else if (name.length() > 0) {
                break;
            }
        }
        return name.length() > 0
                && ShownValue.looksSecret(Word.of(name.toString()).text());
    }

    @Override
    public java.util.List<String> examples() {
        return java.util.List.of("shell printenv");
    }

    @Override
    public String toString() {
        return "prints the environment or a secret variable";
    }
}
