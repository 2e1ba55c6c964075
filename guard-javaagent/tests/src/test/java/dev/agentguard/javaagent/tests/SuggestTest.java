package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

/** {@code rules suggest} of the shipped jar with LangChain4j's own scripted model, which is on the user's class path only. */
class SuggestTest {

    @TempDir
    Path project;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(project.resolve("AGENTS.md"), "Lisbon must not be woken before nine.\n\nNever guess.\n");
    }

    @Test
    void from_a_models_proposal_to_a_rule_that_holds() throws Exception {
        ChildJvm.Ended suggested = suggest(classPath(), "app.Models#mock");
        assertThat(suggested.err()).doesNotContain("guard:");
        assertThat(suggested.status()).isZero();
        assertThat(suggested.out())
                .contains("1  AGENTS.md:1  Lisbon must not be woken before nine")
                .contains("stops, for example: pager ring lisbon")
                .contains("dropped  AGENTS.md:3  Never guess: the model says: nothing to see")
                .contains("1 proposals of 2 sentences are in `");
        assertThat(test("none").status()).as("nothing is enforced yet").isZero();

        ChildJvm.Ended refused = guard("no", "rules", "accept", "--dir", project.toString(), "1");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("not confirmed, so nothing was accepted");
        assertThat(project.resolve("guard-rules.lock")).doesNotExist();

        ChildJvm.Ended accepted = guard("accept", "rules", "accept", "--dir", project.toString(), "1");
        assertThat(accepted.out()).contains("write a ticket", "1 accepted in `");
        assertThat(test("deny").out()).contains("deny  AGENTS.md:1  Lisbon must not be woken");
        assertThat(guard("", "rules", "lock", "--check", project.toString()).status())
                .isZero();

        ChildJvm.Ended again = guard("accept", "rules", "accept", "--dir", project.toString(), "1");
        assertThat(again.err()).contains("is not in `AGENTS.md` as advice any more");
        assertThat(guard("accept", "rules", "accept", "--dir", project.toString(), "2")
                        .err())
                .contains("no proposal has the number 2");
    }

    @Test
    void the_oldest_langchain4j_will_do() throws Exception {
        List<Path> old = new ArrayList<>(List.of(GuardJar.applications()));
        old.addAll(List.of(Libraries.in("target/langchain4j/1.0.0")));
        old.addAll(List.of(Libraries.in("target/langchain4j/beside")));
        assertThat(suggest(joined(old), "app.Models#own").out()).contains("1 proposals of 2 sentences are in `");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        app.Models#nowhere | expected a public static method of this name without parameters
        app.Nobody#chat    | the class path has no class `app.Nobody`
        app.Models         | expected a class and a static method such as `com.acme.Models#chat`
        app.Models#nothing | returned `java.lang.String`, expected a `dev.langchain4j.model.chat.ChatModel`
        app.Models#broken  | failed with `java.lang.IllegalStateException`
        """)
    void what_is_no_model_is_said(String name, String message) throws Exception {
        ChildJvm.Ended ended = suggest(classPath(), name);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains(message).doesNotContain("sk-live", "\tat ");
        assertThat(project.resolve("guard-rules.proposals")).doesNotExist();
    }

    @Test
    void a_model_that_fails_is_said_without_what_it_says() throws Exception {
        ChildJvm.Ended ended = suggest(classPath(), "app.Models#failing");
        assertThat(ended.out() + ended.err())
                .contains("the model failed with `java.lang.RuntimeException`")
                .doesNotContain("sk-live");
    }

    @Test
    void without_langchain4j_on_the_class_path_that_is_said() {
        ChildJvm.Ended ended = suggest(GuardJar.applications().toString(), "app.Models#mock");
        assertThat(ended.err()).contains("the class path has no class `dev.langchain4j.model.chat.ChatModel`");
        assertThat(suggest("/nowhere.jar", "app.Models#mock").err()).contains("which is not there");
    }

    private ChildJvm.Ended suggest(String classPath, String model) {
        return guard("", "rules", "suggest", "--class-path", classPath, "--model", model, project.toString());
    }

    private ChildJvm.Ended test(String expected) {
        return guard("", "rules", "test", "--dir", project.toString(), "--expect", expected, "sudo pager ring lisbon");
    }

    private ChildJvm.Ended guard(String typed, String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.add(0, GuardJar.file().toString());
        return ChildJvm.on(Jdks.all().get(0))
                .option("-Duser.home=" + project)
                .main("-jar", line.toArray(String[]::new))
                .run(typed);
    }

    private static String classPath() throws URISyntaxException {
        List<Path> entries = new ArrayList<>(List.of(GuardJar.applications()));
        for (Class<?> type : List.of(
                ChatModel.class,
                ChatModelMock.class,
                Logger.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonInclude.class)) {
            entries.add(Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        return joined(entries);
    }

    private static String joined(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
