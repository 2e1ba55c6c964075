package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.Sql;
import dev.agentguard.annotation.TargetResource;
import dev.agentguard.annotation.Undo;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.IllegalConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tools that name what undoes them. */
class UndoTest {

    static class Bookings {
        final List<String> ran = new ArrayList<>();

        @Tool
        @Undo("recreateBooking")
        void deleteBooking(@TargetResource("shop:booking") String id) {
            ran.add("delete " + id);
        }

        public void recreateBooking(String id) {}

        @Tool
        void deleteRoom(@TargetResource("shop:room") String id) {
            ran.add("room " + id);
        }

        @Tool
        @Undo("book_again")
        @Guarded(Reversibility.IRREVERSIBLE)
        void dropBooking(@TargetResource("shop:booking") String id) {
            ran.add("drop " + id);
        }

        @Tool(name = "book_again")
        void bookAgain(String room, int nights) {}

        @Tool
        @Undo("recreateBooking")
        void deleteWith(String id, @Sql String cleanup) {
            ran.add("with " + id);
        }
    }

    @TempDir
    Path directory;

    private final Bookings bookings = new Bookings();
    private RealGuard guard;

    @AfterEach
    void stop() {
        guard.close();
    }

    @Test
    void tool_that_can_be_undone_is_not_held_for_its_name() throws Exception {
        guard = new RealGuard(directory);

        guard.call(bookings, "deleteBooking", "{\"id\": \"b1\"}");
        assertThat(bookings.ran).containsExactly("delete b1");
        assertThat(guard.record())
                .contains("\"reversibility\":\"RECOVERABLE\"", "`recreateBooking` undoes it")
                .contains("\"undoneBy\":\"recreateBooking\"");

        assertThat(guard.call(bookings, "deleteRoom", "{\"id\": \"r1\"}")).contains("IRREVERSIBLE");
        assertThat(bookings.ran).hasSize(1);
    }

    /** Undoing makes a new booking out of what somebody remembers of the old one: it is no backup. */
    @Test
    void protected_environment_asks_for_a_backup_all_the_same() throws Exception {
        guard = new RealGuard(
                directory,
                "agent: {environments: [production]}",
                "environments:",
                "  production: {protected: true, resources: {\"shop:booking\": [b1]}}");

        assertThat(guard.call(bookings, "deleteBooking", "{\"id\": \"b1\"}"))
                .contains("refused by Guard", "recoverability.unknown")
                .contains("RECOVERABLE: declared on the tool, `recreateBooking` undoes it");
        assertThat(bookings.ran).isEmpty();
    }

    @Test
    void declared_class_stands_and_the_approver_learns_of_the_way_back() throws Exception {
        guard = new RealGuard(directory);

        assertThat(guard.call(bookings, "dropBooking", "{\"id\": \"b1\"}"))
                .contains("held by Guard", "IRREVERSIBLE: declared on the tool, `book_again` undoes it");
        assertThat(guard.pending().get(0).lines()).anyMatch(line -> line.contains("`book_again` undoes it"));
        assertThat(bookings.ran).isEmpty();
    }

    @Test
    void what_is_read_in_an_argument_becomes_no_less() throws Exception {
        guard = new RealGuard(directory);

        assertThat(guard.call(bookings, "deleteWith", "{\"id\": \"b1\", \"cleanup\": \"drop table bookings\"}"))
                .contains("held by Guard", "sql:drop-table");
        assertThat(bookings.ran).isEmpty();

        guard.call(bookings, "deleteWith", "{\"id\": \"b1\", \"cleanup\": \"select 1\"}");
        assertThat(bookings.ran).containsExactly("with b1");
    }

    static class Missing {
        @Tool
        @Undo("recreateBooking")
        void bad(String id) {}
    }

    static class Itself {
        @Tool
        @Undo("bad")
        void bad(String id) {}
    }

    static class Nothing {
        @Tool
        @Undo(" ")
        void bad(String id) {}
    }

    static class Hidden {
        @Tool
        @Undo("again")
        void bad(String id) {}

        void again(String id) {}
    }

    static class Unsupplied {
        @Tool
        @Undo("again")
        void bad(String id) {}

        public void again(String id, String guest) {}
    }

    static class OtherType {
        @Tool
        @Undo("again")
        void bad(String id) {}

        public void again(long id) {}
    }

    static class Reads {
        @Tool
        @Undo("again")
        void bad(String id) {}

        @Tool
        @Guarded(Reversibility.READ_ONLY)
        void again(String id) {}
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(new Missing(), "its class has no tool or method of that name"),
                Arguments.of(new Itself(), "undoes itself"),
                Arguments.of(new Nothing(), "names nothing"),
                Arguments.of(new Hidden(), "neither a tool nor a public method"),
                Arguments.of(new Unsupplied(), "nobody could supply its parameter `guest` of type `String`"),
                Arguments.of(new OtherType(), "nobody could supply its parameter `id` of type `long`"),
                Arguments.of(new Reads(), "declared `READ_ONLY`, so it undoes nothing"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void undo_that_nobody_could_call_fails_when_the_service_is_built(Object tools, String what) throws Exception {
        guard = new RealGuard(directory);

        assertThatThrownBy(() -> guard.service(tools))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("tool method `" + tools.getClass().getName() + ".bad`")
                .hasMessageContaining(what);
    }
}
