package dev.agentguard.rules.prose;

import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Environments that a command names: {@code --prod}, {@code --env staging}, {@code RAILS_ENV=test}. */
final class NamedEnvironments {

    private static final int LONGEST = 500;
    private static final Set<String> OPTIONS = Vocabulary.words(
            "--env --environment --stage --target --context --kube-context --profile --namespace --project --remote "
                    + "--workspace --config-env --space --account");
    private static final List<String> VARIABLES = List.of(
            "NODE_ENV", "RAILS_ENV", "RACK_ENV", "APP_ENV", "FLASK_ENV", "ENV", "ENVIRONMENT", "STAGE", "MIX_ENV");

    /** Names that are no words of other things too. */
    private static final Set<String> NAMES =
            Set.of("production", "prod", "prd", "staging", "stg", "uat", "preprod", "preproduction", "development");

    private NamedEnvironments() {}

    static void addTo(List<String> told, Command command) {
        List<Word> words = command.arguments();
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text();
            int equals = text.indexOf('=');
            String option = equals < 0 ? text : text.substring(0, equals);
            if (OPTIONS.contains(option) && equals > 0) {
                told.add(text.substring(equals + 1));
            } else if (OPTIONS.contains(option) && i + 1 < words.size()) {
                told.add(words.get(i + 1).text());
            } else if (isName(text.startsWith("--") ? text.substring(2) : text)) {
                told.add(text.startsWith("--") ? text.substring(2) : text);
            }
        }
        for (String name : VARIABLES) {
            Word value = command.variables().named(name);
            if (value != null && value.known()) {
                told.add(value.text());
            }
        }
    }

    /** {@code config/production.yml}: files are named after the environment that they are for. */
    static void addPaths(List<String> told, RuleInput input) {
        String id = input.effect().resource().id();
        if (id != null && input.effect().resource().type().endsWith(":file")) {
            addParts(told, id);
        }
        ToolCall tool = input.action().tool();
        if (tool != null) {
            tool.arguments().forEach((name, value) -> {
                if (value instanceof String text
                        && name.toLowerCase(Locale.ROOT).contains("path")) {
                    addParts(told, text);
                }
            });
        }
    }

    private static void addParts(List<String> told, String path) {
        if (path.length() <= LONGEST) {
            for (String part : path.split("[/._-]+", -1)) {
                if (isName(part)) {
                    told.add(part);
                }
            }
        }
    }

    /** {@code --prod}, {@code production}: a word that is nothing but the name of an environment. */
    private static boolean isName(String text) {
        return NAMES.contains(text.toLowerCase(Locale.ROOT));
    }
}
