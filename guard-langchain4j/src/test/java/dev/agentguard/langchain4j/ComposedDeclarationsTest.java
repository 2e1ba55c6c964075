package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.Sql;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.IllegalConfigurationException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Annotations of an application's own that carry Guard's. */
class ComposedDeclarationsTest {

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Guarded(value = Reversibility.IRREVERSIBLE, operation = "shop:orderDelete")
    @interface DeletesOrders {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @DeletesOrders
    @Looping
    @interface Dangerous {}

    /** Annotated with itself and, over another, with itself again. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.ANNOTATION_TYPE)
    @Looping
    @LoopingBack
    @interface Looping {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.ANNOTATION_TYPE)
    @Looping
    @interface LoopingBack {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @Guarded(Reversibility.REVERSIBLE)
    @interface Notes {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @TargetResource("shop:order")
    @interface OrderId {}

    static class Desk {
        final List<String> ran = new ArrayList<>();

        @Tool
        @Dangerous
        void tidy(@OrderId String order) {
            ran.add("tidy " + order);
        }

        @Tool
        @Notes
        void deleteNote(@OrderId String order) {
            ran.add("note " + order);
        }
    }

    @TempDir
    java.nio.file.Path directory;

    private final Desk desk = new Desk();
    private RealGuard guard;

    @BeforeEach
    void start() throws Exception {
        guard = new RealGuard(directory);
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    @Test
    void annotation_two_levels_up_holds_the_tool() throws Exception {
        String read = guard.call(desk, "tidy", "{\"order\": \"o1\"}");

        assertThat(desk.ran).isEmpty();
        assertThat(read).contains("held by Guard", "`shop:orderDelete` on shop:order `o1` is IRREVERSIBLE");

        guard.approve(guard.pending().get(0));
        guard.call(desk, "tidy", "{\"order\": \"o1\"}");
        assertThat(desk.ran).containsExactly("tidy o1");
    }

    @Test
    void annotation_one_level_up_lets_a_harmless_tool_run() {
        guard.call(desk, "deleteNote", "{\"order\": \"o1\"}");

        assertThat(desk.ran).containsExactly("note o1");
    }

    static class TwoThatDiffer {
        @Tool
        @Dangerous
        @Notes
        void bad() {}
    }

    static class OwnBesideComposed {
        @Tool
        @Notes
        @Guarded(Reversibility.RECOVERABLE)
        void bad() {}
    }

    static class TwoRoles {
        @Tool
        void bad(@OrderId @Sql String text) {}
    }

    interface Reads {
        @Guarded(Reversibility.READ_ONLY)
        void bad();
    }

    interface Deletes {
        @Guarded(Reversibility.IRREVERSIBLE)
        void bad();
    }

    static class TwoInterfaces implements Reads, Deletes {
        @Override
        @Tool
        public void bad() {}
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(new TwoThatDiffer(), "two `@Guarded` that differ, by `@Notes` and by `@Dangerous`"),
                Arguments.of(new OwnBesideComposed(), "two `@Guarded` that differ, by `@Guarded` and by `@Notes`"),
                Arguments.of(new TwoRoles(), "parameter `text` of tool method"),
                Arguments.of(new TwoInterfaces(), "`@Guarded` differs on"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void contradiction_fails_when_the_service_is_built_and_names_the_method(Object tools, String what) {
        assertThatThrownBy(() -> guard.service(tools))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining(tools.getClass().getName() + ".bad")
                .hasMessageContaining(what);
    }

    static class SameTwice {
        @Tool
        @DeletesOrders
        @Dangerous
        void good() {}
    }

    interface Sure extends Reads {
        @Override
        @Guarded(Reversibility.IRREVERSIBLE)
        void bad();
    }

    static class Ranked implements Reads, Sure {
        boolean ran;

        @Override
        @Tool(name = "listThings")
        public void bad() {
            ran = true;
        }
    }

    @Test
    void what_is_said_twice_alike_or_by_a_nearer_interface_is_no_contradiction() {
        Ranked ranked = new Ranked();

        assertThat(guard.call(new SameTwice(), "good", "{}"))
                .contains("`shop:orderDelete` on every tool:good is IRREVERSIBLE");
        assertThat(guard.call(ranked, "listThings", "{}")).contains("IRREVERSIBLE: declared on the tool");
        assertThat(ranked.ran).isFalse();
    }
}
