package dev.agentguard.effect.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.agentguard.annotation.Reversibility;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts that are made to cost much: they are cut short, and what is behind the cut is never taken for harmless. */
class CostlyScriptTest {

    private static final int LONGEST = 65_000;

    static Stream<String> costly() {
        return Stream.of(
                "x=aaaaaaaaaaaaaaaa;" + filled("x=$x$x;"),
                "x=a;" + filled("x=${x//a/aa};"),
                "a=(b c);" + filled("a=(${a[@]} ${a[@]});"),
                "set -- a b;" + filled("set -- $@ $@;"),
                "set -- " + filled("a ").substring(0, 30_000) + ";x="
                        + filled("$@$*").substring(0, 30_000) + ";",
                "echo a > x;" + filled("cat x x > y; cat y y > x;"),
                "echo " + filled("a").substring(0, 30_000) + filled("|rev").substring(0, 30_000) + ";",
                filled("echo {a,b}{c,d}{e,f}{g,h}{i,j};"),
                filled("sudo ") + ";",
                filled("env A=1 ") + ";",
                filled("ls;"),
                filled("x=$(echo a);"),
                filled("f(){ f; };"),
                "python -c '" + filled("open(a,\"w\");") + "';",
                "python -c '" + filled("f(") + "';",
                "python -c 'a=\"xxxxxxxxxxxxxxxx\";b=a+a+a+a+a+a+a+a+a;" + doubled() + "';",
                "pwsh -c '" + filled(". ") + "x';",
                "pwsh -c '" + filled("return ") + "x';",
                "pwsh -c '" + filled("$a = ") + "x';");
    }

    @ParameterizedTest
    @MethodSource("costly")
    void destructionBehindWhatCostsMuch_isNeverHarmless(String script) {
        Reversibility read = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Judged.of(script + "\nrm -rf x"));

        assertThat(read.worse(Reversibility.UNKNOWN)).isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("costly")
    void destructionInFrontOfWhatCostsMuch_isStillSeen(String script) {
        assertThat(Judged.of("rm -rf x;" + script)).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void scriptOfManyOrdinaryCommands_isReadToItsEnd() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            script.append("test -f file-").append(i).append(" && echo found\n");
        }

        assertThat(Judged.of(script.toString())).isEqualTo(Reversibility.READ_ONLY);
        assertThat(Judged.of(script + "rm x")).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    private static String filled(String part) {
        return part.repeat(LONGEST / part.length());
    }

    private static String doubled() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            code.append("b")
                    .append(i + 1)
                    .append("=b")
                    .append(i)
                    .append("+b")
                    .append(i)
                    .append(";");
        }
        return code.toString().replace("b0+b0", "b+b");
    }
}
