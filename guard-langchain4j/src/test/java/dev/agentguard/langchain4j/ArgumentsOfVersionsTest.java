package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was judged is what the tool received, and that is what it would have received without Guard. */
class ArgumentsOfVersionsTest {

    private static final Pattern SAME = Pattern.compile("same=(\\d+)");

    @ParameterizedTest
    @ValueSource(strings = {"1.0.1", "1.12.2", "1.19.0"})
    void hostile_texts_are_judged_as_langchain4j_runs_them(String version) throws Exception {
        String output = ChildJvm.run(VersionMatrixTest.classPath(version), List.of(), ArgumentsProbe.class);

        assertThat(output)
                .doesNotContain("DIFFERENT")
                .doesNotContain("JUDGED OTHERWISE")
                .doesNotContain("refused=");
        Matcher same = SAME.matcher(output);
        assertThat(same.find()).as(output).isTrue();
        assertThat(Integer.parseInt(same.group(1))).isGreaterThan(5_000);
    }
}
