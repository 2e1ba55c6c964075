package dev.agentguard.rules.tamper;

import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the actions that would change what Guard goes by, or would have Guard's own command line decide in a human's
 * place. Immutable, safe for use by many threads.
 */
public final class Tampering {

    /** The id under which such an action is refused. */
    public static final String ID = "guard.own-files";

    private static final String INSTEAD = "ask a human to change it";
    private static final Set<String> FOR_HUMANS =
            Set.of("approve", "approver", "break-glass", "console", "grant", "mcp", "rules", "thaw", "trust", "uses");
    private static final String MAIN = "dev.agentguard.javaagent.";

    private final GuardFiles files;

    /**
     * Creates the check.
     *
     * @param files what Guard goes by
     */
    public Tampering(GuardFiles files) {
        this.files = files;
    }

    /**
     * Returns what is said to an effect.
     *
     * @param input the effect and how it is done
     * @return a refusal, or null if it changes nothing that Guard goes by
     */
    public @Nullable RuleMatch match(RuleInput input) {
        if (!input.effect().reversibility().mayWrite()) {
            return null;
        }
        if (files.arePartOf(TouchedFiles.of(input))) {
            return refused("nothing that an agent runs may change what Guard goes by");
        }
        if (isCode(input.effect()) && isNamedInCode(input)) {
            return refused("code that names what Guard goes by may change it");
        }
        return isProgram(input.effect()) && decidesItself(input.action().commands())
                ? refused("Guard's command line is for humans")
                : null;
    }

    private static RuleMatch refused(String text) {
        return new RuleMatch(ID, "", Verdict.DENY, text, INSTEAD);
    }

    private static boolean isCode(Effect effect) {
        return effect.host() == null
                && (effect.operation().startsWith("code:")
                        || effect.operation().startsWith("shell:")
                        || (effect.resource().id() == null && effect.operation().startsWith("local:")));
    }

    private boolean isNamedInCode(RuleInput input) {
        for (Command command : input.commands()) {
            Word given = command.input();
            if (given != null && isNamedIn(given.text())) {
                return true;
            }
            for (Word word : command.arguments()) {
                boolean code = word.text().indexOf('(') >= 0 || word.text().indexOf(' ') >= 0;
                if (code && isNamedIn(word.text())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isNamedIn(String text) {
        String folded = GuardFiles.folded(text);
        return files.names().stream().anyMatch(folded::contains);
    }

    private static boolean isProgram(Effect effect) {
        return effect.host() == null
                && (effect.operation().startsWith("command:")
                        || effect.operation().startsWith("java:")
                        || effect.operation().startsWith("local:"));
    }

    private static boolean decidesItself(List<Carrier.Start> starts) {
        for (Carrier.Start start : starts) {
            Command command = start.command();
            List<Word> words = command.arguments();
            String program = command.program().toLowerCase(Locale.ROOT);
            int main = program.endsWith("guard.jar") ? 0 : isJava(program) ? main(words) : -1;
            if (main >= 0
                    && main < words.size()
                    && (FOR_HUMANS.contains(word(words, main))
                            || (word(words, main).equals("audit")
                                    && word(words, main + 1).equals("prune")))) {
                return true;
            }
        }
        return false;
    }

    private static String word(List<Word> words, int at) {
        return at < words.size() ? words.get(at).text().toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isJava(String program) {
        return program.equals("java") || program.equals("javaw");
    }

    /** Where the arguments of Guard's command line begin, or -1 if Java is started with something else. */
    private static int main(List<Word> words) {
        int main = -1;
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text().toLowerCase(Locale.ROOT);
            if (text.endsWith("guard.jar") || text.startsWith(MAIN)) {
                main = i + 1; // a class path stands in front of the class
            }
        }
        return main;
    }
}
