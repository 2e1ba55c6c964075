package dev.agentguard.effect.shell;

import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Environment variables whose value other programs run: git starts {@code GIT_SSH_COMMAND}, many start {@code PAGER}. Set
 * before a command, by {@code export} or by {@code env}, their value is a command line like any other.
 */
final class RunVariables {

    private static final Set<String> COMMANDS = Set.of(
            "PAGER",
            "GIT_PAGER",
            "MANPAGER",
            "SYSTEMD_PAGER",
            "AWS_PAGER",
            "EDITOR",
            "VISUAL",
            "GIT_EDITOR",
            "GIT_SEQUENCE_EDITOR",
            "KUBE_EDITOR",
            "SUDO_EDITOR",
            "GIT_SSH",
            "GIT_SSH_COMMAND",
            "GIT_PROXY_COMMAND",
            "GIT_EXTERNAL_DIFF",
            "GIT_ASKPASS",
            "SSH_ASKPASS",
            "SUDO_ASKPASS",
            "RSYNC_RSH",
            "LESSOPEN",
            "LESSCLOSE",
            "PROMPT_COMMAND",
            "BROWSER",
            "FCEDIT",
            "HGEDITOR",
            "SVN_EDITOR",
            "SVN_SSH",
            "CVS_RSH",
            "SYSTEMD_EDITOR",
            "BAT_PAGER",
            "DELTA_PAGER",
            "GH_PAGER",
            "GH_EDITOR",
            "GLAB_PAGER",
            "PSQL_PAGER",
            "PSQL_EDITOR");

    /** Last words of names of variables whose value is perhaps run. */
    private static final Set<String> ENDS = Set.of(
            "COMMAND", "CMD", "HOOK", "EDITOR", "PAGER", "SHELL", "RSH", "SSH", "ASKPASS", "WRAPPER", "LAUNCHER");

    /** What is loaded into every program that starts. */
    private static final Set<String> LOADED = Set.of(
            "LD_PRELOAD",
            "LD_AUDIT",
            "DYLD_INSERT_LIBRARIES",
            "BASH_ENV",
            "PYTHONSTARTUP",
            "PERL5OPT",
            "PERL5DB",
            "RUBYOPT",
            "GCONV_PATH");

    /** Options that a program takes from its environment, of which some load or run code. */
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "NODE_OPTIONS", List.of("-r", "--require", "--import", "--loader", "--experimental-loader"),
            "JAVA_TOOL_OPTIONS",
                    List.of("-javaagent", "-agentpath", "-agentlib", "-XX:OnError", "-XX:OnOutOfMemoryError"),
            "_JAVA_OPTIONS", List.of("-javaagent", "-agentpath", "-agentlib", "-XX:OnError", "-XX:OnOutOfMemoryError"),
            "JDK_JAVA_OPTIONS",
                    List.of("-javaagent", "-agentpath", "-agentlib", "-XX:OnError", "-XX:OnOutOfMemoryError"),
            "TAR_OPTIONS", List.of("exec", "command", "program", "script"),
            "MAKEFLAGS", List.of("--eval", "SHELL=", "-f"),
            "PS4", List.of("$(", "`"));

    private static final Set<String> EXPORTS = Set.of("export", "declare", "typeset", "readonly", "local", "setenv");

    private final Walk walk;
    private final Reading reading;
    private final CodeReader code;

    RunVariables(Walk walk, Reading reading, CodeReader code) {
        this.walk = walk;
        this.reading = reading;
        this.code = code;
    }

    /** Reads what a variable is set to if it is run. */
    void set(String name, Word value, Shell shell, String place) {
        if (value.text().isEmpty()) {
            return;
        }
        if (LOADED.contains(name)) {
            reading.unknown("shell:unknown", place, name, "`" + name + "` loads code into what starts");
        } else if (OPTIONS.containsKey(name)) {
            boolean loads = OPTIONS.get(name).stream().anyMatch(value.text()::contains);
            if (loads) {
                reading.unknown("shell:unknown", place, name, "`" + name + "` loads code into what starts");
            }
        } else if (COMMANDS.contains(name)) {
            if (value.known()) {
                walk.script(value.text(), shell.child(), null, false);
            } else {
                reading.unknown("shell:unknown", place, name, "what `" + name + "` runs is not known before");
            }
        } else if (isCommand(name)) {
            code.perhaps(value, shell);
        }
    }

    private static boolean isCommand(String name) {
        return ENDS.contains(name.substring(name.lastIndexOf('_') + 1));
    }

    /** Reads the assignments among the words of a command: {@code env PAGER=x man y}, {@code export EDITOR=x}. */
    void among(List<Word> words, Shell shell, String place) {
        boolean exports = !words.isEmpty() && EXPORTS.contains(words.get(0).text());
        for (Word word : words) {
            String text = word.text();
            int equals = text.indexOf('=');
            if (equals > 2 && Character.isUpperCase(text.charAt(0))) {
                String name = text.substring(0, equals);
                Word value = new Word(text.substring(equals + 1), word.known());
                if (exports) {
                    reading.carries(new Carrier.Variable(name, value, true, reading.place(place)));
                }
                set(name, value, shell, place);
            }
        }
    }
}
