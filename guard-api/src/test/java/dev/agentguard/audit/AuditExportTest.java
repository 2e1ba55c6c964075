package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of the record that is handed on, and what is seen of it where the store is not. */
class AuditExportTest {

    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    Path store;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @BeforeEach
    void record() throws Exception {
        try (AuditLog log = new AuditLog(store, now::get)) {
            for (int i = 0; i < 20; i++) {
                now.set(START.plusSeconds(60L * i));
                log.append(Records.letThrough("a" + i), true);
                log.append(new AuditRecord.Ended("a" + i, AuditRecord.Ending.SUCCEEDED), true);
            }
            log.append(
                    new AuditRecord.Switched(
                            "f", AuditRecord.Switching.FREEZE, "everything", "dana", "odd", null, List.of("1")),
                    true);
        }
    }

    private List<String> export(int fromMinute, int toMinute, AuditExport.Format format) throws IOException {
        List<String> lines = new ArrayList<>();
        AuditExport.Exported exported = AuditExport.write(
                store, START.plusSeconds(60L * fromMinute), START.plusSeconds(60L * toMinute), format, lines::add);
        assertThat(exported.uncovered()).isZero();
        return lines;
    }

    private static ExportCheck.Checked check(List<String> lines) throws IOException {
        String text = String.join("\n", lines) + "\n";
        return ExportCheck.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anExportIsCheckedWithoutTheStore() throws Exception {
        List<String> lines = export(5, 8, AuditExport.Format.JSONL);
        assertThat(lines.get(0)).contains("\"id\":\"a5\"");
        ExportCheck.Checked checked = check(lines);
        assertThat(checked.broken()).isNull();
        assertThat(checked.keys())
                .isEqualTo(AuditVerifier.verify(store).signed().keys())
                .hasSize(1);
        assertThat(checked.covered()).isEqualTo(checked.lines()).isGreaterThanOrEqualTo(6);
        assertThat(export(-5, -1, AuditExport.Format.JSONL)).isEmpty();
    }

    @Test
    void whatIsChangedTakenOutOrPutInIsSeen() throws Exception {
        List<String> lines = export(5, 8, AuditExport.Format.JSONL);
        for (int i = 0; i < lines.size(); i++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(i);
            assertThat(check(without).broken()).as("without line %d", i).isNotNull();
            List<String> twice = new ArrayList<>(lines);
            twice.add(i, lines.get(i));
            assertThat(check(twice).broken()).as("line %d twice", i).isNotNull();
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, lines.get(i).replaceFirst("\"time\":\"2026", "\"time\":\"2027"));
            assertThat(check(changed).broken()).as("line %d changed", i).isNotNull();
        }
        List<String> cut = new ArrayList<>(lines.subList(0, 3));
        assertThat(check(cut).broken()).contains("no proof");
        cut.add(lines.get(lines.size() - 1));
        assertThat(check(cut).broken()).contains("proof of other lines");
        assertThat(check(List.of("garbage")).broken()).contains("is no JSON");
    }

    @Test
    void whatNoCheckpointCoversIsSaid() throws Exception {
        Files.delete(store.resolve(CheckpointFile.NAME));
        List<String> lines = new ArrayList<>();
        AuditExport.Exported exported =
                AuditExport.write(store, START, START.plusSeconds(60), AuditExport.Format.JSONL, lines::add);
        assertThat(exported.uncovered()).isEqualTo(exported.lines()).isEqualTo(3);
        assertThat(check(lines).covered()).isZero();
    }

    @Test
    void eventsHaveWhatTheirClassRequires() throws Exception {
        List<String> events = export(5, 30, AuditExport.Format.OCSF);
        assertThat(events).hasSize(31);
        for (String text : events) {
            JsonNode event = AuditJson.read(text.getBytes(StandardCharsets.UTF_8));
            for (String required : List.of(
                    "activity_id",
                    "category_uid",
                    "class_uid",
                    "type_uid",
                    "severity_id",
                    "time",
                    "metadata",
                    "actor",
                    "api",
                    "src_endpoint")) {
                assertThat(event.has(required)).as(required).isTrue();
            }
            assertThat(event.path("type_uid").asInt())
                    .isEqualTo(event.path("class_uid").asInt() * 100
                            + event.path("activity_id").asInt());
            assertThat(event.at("/metadata/product/vendor_name").asText()).isEqualTo("Guard");
            assertThat(text).doesNotContain(Records.TOKEN);
        }
        JsonNode decision = AuditJson.read(events.get(0).getBytes(StandardCharsets.UTF_8));
        assertThat(decision.path("time").asLong())
                .isEqualTo(START.plusSeconds(300).toEpochMilli());
        assertThat(decision.path("action_id").asInt()).isEqualTo(1);
        assertThat(decision.at("/api/operation").asText()).isEqualTo("railway:volumeDelete");
        assertThat(decision.at("/resources/0/uid").asText()).isEqualTo("3d2c42fb");
        assertThat(decision.at("/metadata/correlation_uid").asText()).isEqualTo("a5");
        assertThat(decision.at("/unmapped/approver").asText()).isEqualTo("dana");
        assertThat(events.get(1)).contains("\"status_id\":1", "\"correlation_uid\":\"a5\"");
        assertThat(events.get(30)).contains("FREEZE of everything", "\"name\":\"dana\"");
    }
}
