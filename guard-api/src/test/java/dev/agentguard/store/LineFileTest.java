package dev.agentguard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

    @TempDir
    Path directory;

    private Path path;
    private final List<String> taken = new ArrayList<>();
    private LineFile file = new LineFile(Path.of("replaced"), taken::add, taken::clear);

    @BeforeEach
    void open() {
        path = directory.resolve("store/lines.jsonl");
        file = new LineFile(path, this::take, taken::clear);
    }

    private void take(String line) throws IOException {
        if (line.equals("bad")) {
            throw new IOException("a line is bad");
        }
        taken.add(line);
    }

    @Test
    void what_others_append_is_read_before_the_own_lines_are_asked_for() throws IOException {
        file.append(() -> List.of("one"));
        new LineFile(path, line -> {}, () -> {}).append(() -> List.of("two", "three"));
        file.append(() -> List.of("after " + taken.size()));
        assertThat(taken).containsExactly("one", "two", "three", "after 3");
        assertThat(Files.readAllLines(path)).isEqualTo(taken);
    }

    @Test
    void several_objects_of_one_jvm_wait_for_each_other() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<String> seen = new ArrayList<>();
                LineFile mine = new LineFile(path, seen::add, seen::clear);
                writers.add(threads.submit(() -> {
                    for (int n = 0; n < 25; n++) {
                        mine.append(() -> List.of(String.valueOf(seen.size())));
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        List<String> lines = Files.readAllLines(path);
        assertThat(lines).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(lines.get(i)).isEqualTo(String.valueOf(i));
        }
    }

    @Test
    void a_file_that_a_human_removed_or_shortened_is_read_anew() throws IOException {
        file.append(() -> List.of("one", "two"));
        Files.writeString(path, "new\n");
        file.refresh();
        assertThat(taken).containsExactly("new");
        Files.delete(path);
        file.refresh();
        assertThat(taken).isEmpty();
    }

    @Test
    void a_half_written_line_is_neither_read_nor_written_over() throws IOException {
        file.append(() -> List.of("one"));
        Files.writeString(path, "ha", StandardOpenOption.APPEND);
        file.refresh();
        assertThat(taken).containsExactly("one");
        assertThatThrownBy(() -> file.append(() -> List.of("two")))
                .hasMessageContaining("lines.jsonl` cannot be read or written: it ends in the middle of a line");
        assertThat(Files.readString(path)).isEqualTo("one\nha");
    }

    @Test
    void a_line_that_does_not_belong_there_leaves_nothing_half_read() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "one\nbad\n");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(file::refresh).hasMessageContaining("cannot be read: a line is bad");
            assertThat(taken).isEmpty();
        }
    }

    @Test
    void bytes_that_are_no_text_do_not_move_where_it_reads_on() throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        file.refresh();
        Files.write(path, "next\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        file.refresh();
        assertThat(taken).hasSize(2).last().isEqualTo("next");
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "");
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, elsewhere);
        assertThatThrownBy(() -> file.append(() -> List.of("one"))).isInstanceOf(IOException.class);
        assertThat(elsewhere).isEmptyFile();
    }
}
