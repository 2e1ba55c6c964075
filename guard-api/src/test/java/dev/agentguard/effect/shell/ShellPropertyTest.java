package dev.agentguard.effect.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.agentguard.annotation.Reversibility;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellPropertyTest {

    private static final List<String> DESTRUCTIVE = List.of(
            "rm -rf /srv/data",
            "shred -u key",
            "dropdb prod",
            "psql -c 'DROP TABLE x'",
            "python -c \"import os; os.remove('x')\"");

    private final Random random = new Random(42);

    @Test
    void disguises_never_lower_the_class() {
        List<UnaryOperator<String>> disguises = List.of(
                line -> "bash -c " + quoted(line),
                line -> "eval " + quoted(line),
                line -> "sudo sh -c " + quoted(line),
                line -> "env A=1 bash -c " + quoted(line),
                line -> "nohup sh -c " + quoted(line) + " &",
                line -> "ls; " + line,
                line -> "true && " + line,
                line -> "echo ok\n" + line,
                line -> "( " + line + " )",
                line -> "{ " + line + "; }",
                line -> "if true; then " + line + "; fi",
                line -> "while true; do " + line + "; done",
                line -> "for i in 1; do " + line + "; done",
                line -> "case x in x) " + line + ";; esac",
                line -> "f() { " + line + "; }; f",
                line -> "echo $( " + line + ")",
                line -> "echo \"$( " + line + ")\"",
                line -> "X=1 eval " + quoted(line),
                line -> "! " + line,
                line -> "time " + line,
                line -> line + " # harmless",
                line -> line + " > /dev/null 2>&1",
                line -> "echo x | " + line,
                line -> line + " | cat",
                line -> "cat <<EOF\n$( " + line + ")\nEOF",
                line -> "sh <<'END'\n" + line + "\nEND",
                line -> "alias ls='ls --color'; " + line,
                line -> "line=" + quoted(line) + "; eval \"$line\"",
                line -> "trap " + quoted(line) + " EXIT",
                line -> "test -f x || " + line,
                line -> "base64 -d <<< " + base64(line) + " | sh");
        for (int i = 0; i < 3_000; i++) {
            String line = disguisedWords(DESTRUCTIVE.get(random.nextInt(DESTRUCTIVE.size())));
            int wraps = random.nextInt(5);
            for (int w = 0; w < wraps; w++) {
                line = disguises.get(random.nextInt(disguises.size())).apply(line);
            }
            assertThat(Judged.of(line)).as(line).isEqualTo(Reversibility.IRREVERSIBLE);
        }
    }

    @Test
    void harmless_lines_stay_harmless_behind_the_same_disguises() {
        for (String line : List.of("ls -la", "cat file", "echo 'rm -rf x'", "grep rm file")) {
            for (String wrapped : List.of(
                    "bash -c " + quoted(line),
                    "eval " + quoted(line),
                    "sudo " + line,
                    "if true; then " + line + "; fi",
                    line + " | cat")) {
                assertThat(Judged.of(wrapped)).as(wrapped).isEqualTo(Reversibility.READ_ONLY);
            }
        }
    }

    @Test
    void garbage_is_answered() {
        String alphabet = "rm -x$(){}[]<>|&;'\"`\\\n\t ab=#!*?~^%@:,./EOF<<";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder script = new StringBuilder();
            int length = random.nextInt(80);
            for (int c = 0; c < length; c++) {
                script.append(
                        random.nextInt(20) == 0
                                ? List.of(
                                                "if ",
                                                "then ",
                                                "fi",
                                                "do ",
                                                "done",
                                                "case ",
                                                "esac",
                                                "$(( ",
                                                "<<E\n",
                                                "for x in ",
                                                "python -c ",
                                                "bash -c ")
                                        .get(random.nextInt(12))
                                : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Judged.effects(script.toString())).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(",
                "`",
                "((",
                "$((",
                "${x:-",
                "\"$(",
                "<<E\n",
                "{a,b}",
                "{a,{b,",
                "if true; then ",
                "( ",
                "bash -c '",
                "eval ",
                "'",
                "\\",
                "f(){ f;f; };f;",
                "for i in 1 2 3 4 5 6 7 8; do ",
                "while :; do x=1$x; ",
                "echo a | ",
                "a=(",
                "[[ ",
                "case x in a) ",
                "$'\\x",
                "python -c \"exec('",
                "x[",
                "<(",
                ":(){ :|:& };:;",
                "a=$a$a;",
                "!",
                "function f { ",
                "rm x;",
                "{1..9}{1..9}"
            })
    void much_of_the_same_is_answered_in_time(String piece) {
        String script = "rm -rf x\n" + piece.repeat((1 << 16) / piece.length());
        assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(Judged.of(script)).isEqualTo(Reversibility.IRREVERSIBLE);
            assertThat(Judged.of(piece.repeat(500))).isNotNull();
        });
    }

    @Test
    void many_wrappers_are_followed_and_more_are_not_taken_for_harmless() {
        assertThat(Judged.of("sudo ".repeat(20) + "rm x")).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(Judged.of("sudo ".repeat(500) + "rm x")).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void what_is_beyond_the_limit_is_unknown() {
        assertThat(Judged.of("ls;".repeat(30_000))).isEqualTo(Reversibility.UNKNOWN);
        assertThat(Judged.of("rm x;" + " ".repeat(70_000))).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    private static String quoted(String line) {
        return "'" + line.replace("'", "'\\''") + "'";
    }

    private static String base64(String line) {
        return java.util.Base64.getEncoder().encodeToString(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Writes the program's name in another way. */
    private String disguisedWords(String line) {
        int blank = line.indexOf(' ');
        String program = line.substring(0, blank);
        String rest = line.substring(blank);
        int cut = 1 + random.nextInt(program.length() - 1);
        String head = program.substring(0, cut);
        String tail = program.substring(cut);
        return switch (random.nextInt(9)) {
            case 0 -> head + "''" + tail + rest;
            case 1 -> '"' + program + '"' + rest;
            case 2 -> head + "\\" + tail + rest;
            case 3 -> "$'" + program + "'" + rest;
            case 4 -> "/usr/bin/" + program + rest;
            case 5 -> head + "\\\n" + tail + rest;
            case 6 -> "$(echo " + program + ")" + rest;
            case 7 -> "c=" + program + "; $c" + rest;
            default -> program + rest;
        };
    }
}
