package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the record may be removed, and that nothing else may. */
class AuditRetentionTest {

    @TempDir
    Path store;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));

    private void write(String id) throws Exception {
        try (AuditLog log = new AuditLog(store, now::get)) {
            log.append(new AuditRecord.Ended(id, AuditRecord.Ending.SUCCEEDED), true);
        }
    }

    private void pass(int days) {
        now.set(now.get().plus(Duration.ofDays(days)));
    }

    private List<String> prune(int days) throws Exception {
        return AuditRetention.prune(store, Duration.ofDays(days), "dana", now::get);
    }

    @Test
    void whatIsOldIsRemovedAndNotMissed() throws Exception {
        write("old");
        String old = AuditDirectory.files(store).first().getFileName().toString();
        pass(100);
        write("young");
        pass(100);
        assertThat(prune(201)).isEmpty();
        assertThat(prune(184)).containsExactly(old);
        assertThat(AuditDirectory.files(store)).hasSize(2);
        AuditReport report = AuditVerifier.verify(store);
        assertThat(report.messages()).isEmpty();
        assertThat(report.intact()).isTrue();
        assertThatThrownBy(() -> prune(183)).hasMessageContaining("184 days at least");
    }

    @Test
    void aYoungFileThatSomebodyCallsOldIsMissed() throws Exception {
        write("young");
        Path young = AuditDirectory.files(store).first();
        pass(10);
        try (AuditLog log = new AuditLog(store, now::get)) {
            log.append(
                    new AuditRecord.Pruned(
                            "p", "mallory", List.of(young.getFileName().toString(), "audit-Z", "../x")),
                    true);
        }
        Files.delete(young);
        assertThat(AuditVerifier.verify(store).messages().toString()).contains("was removed");
    }

    @Test
    void whatCannotBeReadStays() throws Exception {
        write("old");
        Path file = AuditDirectory.files(store).first();
        Files.writeString(file, "garbage\n");
        pass(1_000);
        assertThat(prune(184)).isEmpty();
        assertThat(file).exists();
    }
}
