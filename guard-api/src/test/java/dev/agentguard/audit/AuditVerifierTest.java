package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {

    @TempDir
    Path directory;

    private Path file;
    private byte[] original;

    @BeforeEach
    void record() throws Exception {
        try (AuditLog log = new AuditLog(directory, InstantSource.system())) {
            for (int i = 0; i < 5; i++) {
                log.append(Records.letThrough("a" + i), true);
                log.append(
                        new AuditRecord.Ended(
                                "a" + i, i != 3 ? AuditRecord.Ending.SUCCEEDED : AuditRecord.Ending.FAILED),
                        true);
            }
        }
        chainAlone();
    }

    /** What checkpoints add is looked at in {@link CheckpointsTest}. */
    private void chainAlone() throws IOException {
        Files.delete(directory.resolve(CheckpointFile.NAME));
        file = AuditDirectory.files(directory).first();
        original = Files.readAllBytes(file);
    }

    private AuditReport.FileReport verify() throws IOException {
        return AuditVerifier.verify(file).files().get(0);
    }

    private List<String> lines() {
        return new ArrayList<>(
                new String(original, StandardCharsets.US_ASCII).lines().toList());
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    @Test
    void an_untouched_record_verifies() throws Exception {
        AuditReport report = AuditVerifier.verify(file);
        assertThat(report.intact()).isTrue();
        assertThat(report.lines()).isEqualTo(12);
        assertThat(report.messages()).isEmpty();
        assertThat(verify().head()).hasSize(64);
    }

    @Test
    void cut_off_at_any_byte_it_verifies_up_to_there() throws Exception {
        Files.delete(file);
        try (AuditLog log = new AuditLog(directory, InstantSource.system())) {
            log.append(Records.letThrough("a"), true);
            log.append(new AuditRecord.Ended("a", AuditRecord.Ending.SUCCEEDED), false);
        }
        chainAlone();
        int lines = 0;
        int lineStart = 0;
        for (int length = 0; length < original.length; length++) {
            if (length > 0 && original[length - 1] == '\n') {
                lines++;
                lineStart = length;
            }
            Files.write(file, Arrays.copyOf(original, length));
            AuditReport report = AuditVerifier.verify(file);
            assertThat(report.intact()).isTrue();
            assertThat(report.lines()).isEqualTo(lines);
            if (length > lineStart) {
                assertThat(report.files().get(0).incomplete())
                        .isEqualTo(file.getFileName() + ":" + (lines + 1) + ": incomplete last line, "
                                + (length - lineStart) + " bytes; everything before it verifies");
            } else {
                assertThat(report.files().get(0).incomplete()).isNull();
            }
            assertThat(report.messages()).isNotEmpty();
        }
    }

    @Test
    void a_flipped_bit_anywhere_is_found() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 1_000; i++) {
            byte[] changed = original.clone();
            int at = i < 100 ? original.length - 1 - i : random.nextInt(original.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            AuditReport report = AuditVerifier.verify(file);
            assertThat(report.messages()).as("byte " + at).isNotEmpty();
            // only the last line's own end can be lost without anything else being wrong
            assertThat(report.intact()).as("byte " + at).isEqualTo(at == original.length - 1);
        }
    }

    @Test
    void a_deleted_line_is_found() throws Exception {
        for (int i = 0; i < 11; i++) {
            List<String> lines = lines();
            lines.remove(i);
            write(lines);
            assertThat(verify().broken()).startsWith(file.getFileName() + ":" + (i + 1) + ": ");
        }
        List<String> lines = lines();
        lines.remove(5);
        write(lines);
        assertThat(verify().broken()).contains("has number 6 where 5 was due: lines were deleted or reordered");
        assertThat(verify().lines()).isEqualTo(5);
    }

    @Test
    void a_removed_end_is_named() throws Exception {
        write(lines().subList(0, 11));
        assertThat(AuditVerifier.verify(file).messages())
                .containsExactly(file.getFileName()
                        + ": has no end; its process still runs, died, or lines were removed behind line 11");
    }

    @Test
    void reordered_and_repeated_lines_are_found() throws Exception {
        List<String> swapped = lines();
        Collections.swap(swapped, 3, 7);
        write(swapped);
        assertThat(verify().broken()).startsWith(file.getFileName() + ":4: has number 7");

        List<String> repeated = lines();
        repeated.add(4, repeated.get(2));
        write(repeated);
        assertThat(verify().broken()).contains(":5: has number 2 where 4 was due: lines were inserted, repeated");
    }

    @Test
    void an_inserted_line_with_a_hash_of_its_own_is_found() throws Exception {
        List<String> lines = lines();
        String previous = Line.hash(lines.get(3).getBytes(StandardCharsets.US_ASCII));
        lines.add(4, forged(4, previous, "{\"kind\":\"OUTCOME\",\"id\":\"zz\",\"outcome\":\"SUCCEEDED\"}"));
        write(lines);
        assertThat(verify().broken()).contains(":6: forks");
    }

    @Test
    void a_rewritten_line_with_a_new_hash_is_found_by_the_next() throws Exception {
        List<String> lines = lines();
        String previous = Line.hash(lines.get(3).getBytes(StandardCharsets.US_ASCII));
        lines.set(4, forged(4, previous, "{\"kind\":\"OUTCOME\",\"id\":\"zz\",\"outcome\":\"SUCCEEDED\"}"));
        write(lines);
        assertThat(verify().broken()).contains(":6: does not follow the line before it");
    }

    @Test
    void a_line_behind_the_end_or_a_second_start_is_found() throws Exception {
        List<String> lines = lines();
        String previous = Line.hash(lines.get(11).getBytes(StandardCharsets.US_ASCII));
        lines.add(forged(12, previous, "{\"kind\":\"OUTCOME\",\"id\":\"zz\",\"outcome\":\"SUCCEEDED\"}"));
        write(lines);
        assertThat(verify().broken()).contains(":13: stands behind the end");

        write(List.of(
                lines().get(0),
                forged(
                        1,
                        Line.hash(lines().get(0).getBytes(StandardCharsets.US_ASCII)),
                        "{\"kind\":\"START\",\"log\":\"x\"}")));
        assertThat(verify().broken()).contains(":2: starts a record within another");
    }

    private static String forged(long sequence, String previous, String record) {
        return new String(
                        Line.of(sequence, Instant.parse("2026-04-24T09:00:00Z"), previous, record),
                        StandardCharsets.US_ASCII)
                .strip();
    }

    @Test
    void a_copy_under_another_name_is_found() throws Exception {
        Path copy = directory.resolve("audit-20260424T090000.000Z-1-abcdefabcdef.jsonl");
        Files.copy(file, copy);
        AuditReport report = AuditVerifier.verify(directory);
        assertThat(report.intact()).isFalse();
        assertThat(report.messages()).anyMatch(message -> message.contains("renamed or is a copy"));
    }

    @Test
    void garbage_is_a_finding_and_not_a_failure() throws Exception {
        for (String garbage : List.of(
                "\n",
                "{}\n",
                "null\n",
                "x".repeat(3 << 20) + "\n",
                "\u0000\n",
                "[".repeat(5000) + "\n",
                forged(0, Hash.NONE, "{\"kind\":\"START\",\"kind\":\"END\"}") + "\n")) {
            Files.writeString(file, garbage);
            AuditReport report = AuditVerifier.verify(file);
            assertThat(report.intact()).isFalse();
            assertThat(report.lines()).isZero();
            assertThat(report.files().get(0).broken()).startsWith(file.getFileName() + ":1: ");
        }
        Files.writeString(file, "x".repeat(3 << 20));
        assertThat(verify().broken()).contains("longer than");
    }

    @Test
    void actions_that_were_let_through_without_an_outcome_are_listed() throws Exception {
        try (AuditLog log = new AuditLog(directory, InstantSource.system())) {
            log.append(Records.letThrough("died"), true);
            log.append(Records.read("read"), true);
            log.append(
                    Records.decided(
                            "held", Records.incident(), dev.agentguard.annotation.Reversibility.IRREVERSIBLE, false),
                    true);
        }
        AuditReport report = AuditVerifier.verify(directory);
        assertThat(report.intact()).isTrue();
        assertThat(report.unfinished()).hasSize(1);
        assertThat(report.messages().get(0))
                .contains(":2: railway:volumeDelete 3d2c42fb (died) was let through at 20")
                .endsWith("its outcome was never recorded");
    }

    @Test
    void an_outcome_in_a_later_file_counts() throws Exception {
        try (AuditLog log = new AuditLog(directory, InstantSource.system())) {
            log.append(Records.letThrough("x"), true);
        }
        try (AuditLog log = new AuditLog(directory, InstantSource.system())) {
            log.append(new AuditRecord.Ended("x", AuditRecord.Ending.SUCCEEDED), true);
        }
        assertThat(AuditVerifier.verify(directory).unfinished()).isEmpty();
    }

    @Test
    void a_file_that_was_removed_or_cut_short_is_missed_by_the_next() throws Exception {
        try (AuditLog log = new AuditLog(directory, InstantSource.system())) {
            log.append(Records.read("later"), true);
        }
        assertThat(AuditVerifier.verify(directory).messages()).isEmpty();

        write(lines().subList(0, 9));
        AuditReport cut = AuditVerifier.verify(directory);
        assertThat(cut.intact()).isFalse();
        assertThat(cut.missing().get(0)).contains("saw its line 12").contains("removed from the end");

        Files.delete(file);
        AuditReport removed = AuditVerifier.verify(directory);
        assertThat(removed.intact()).isFalse();
        assertThat(removed.missing().get(0)).startsWith(file.getFileName() + " was removed");
    }

    @Test
    void what_is_no_record_cannot_be_verified() throws Exception {
        assertThatThrownBy(() -> AuditVerifier.verify(directory.resolve("none")))
                .isInstanceOf(IOException.class);
        Path link = directory.resolve("link.jsonl");
        Files.createSymbolicLink(link, file);
        assertThatThrownBy(() -> AuditVerifier.verify(link)).isInstanceOf(IOException.class);
    }
}
