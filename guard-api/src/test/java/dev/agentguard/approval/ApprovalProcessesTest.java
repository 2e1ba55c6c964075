package dev.agentguard.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ApprovalProcessesTest {

    private static final int PROCESSES = Integer.getInteger("guard.approval.processes", 4);
    private static final int THREADS = Integer.getInteger("guard.approval.threads", 16);

    @TempDir
    Path directory;

    /**
     * Four JVMs with sixteen threads each, or eight with 125, reach for the same approvals at the same moment: exactly one
     * gets each.
     */
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void of_many_threads_in_many_processes_one_uses_the_approval() throws Exception {
        Approvals approvals = new Approvals(directory, InstantSource.system(), Duration.ofMinutes(15));
        List<Process> processes = new ArrayList<>();
        try {
            for (int round = 0; round < 3; round++) {
                ApprovalSubject subject = Subjects.delete("vol-" + round);
                ApprovalRequest request = approvals.request(subject);
                approvals.approve(request, subject.confirm(), "dana");
            }
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Dguard.approval.threads=" + THREADS,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Racer.class.getName(),
                                directory.toString(),
                                Integer.toString(i))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            List<String> wins = new ArrayList<>();
            awaitReady();
            Files.createFile(directory.resolve("go"));
            for (Process process : processes) {
                wins.addAll(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
                assertThat(process.waitFor()).isZero();
            }
            assertThat(wins).containsExactlyInAnyOrder("vol-0", "vol-1", "vol-2");
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private void awaitReady() throws InterruptedException {
        for (int i = 0; i < PROCESSES; i++) {
            while (Files.notExists(directory.resolve("ready-" + i))) {
                Thread.sleep(10);
            }
        }
    }

    /** A process that waits for the start and prints the name of each approval it got. */
    static final class Racer {

        private Racer() {}

        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[0]);
            Approvals approvals = new Approvals(directory, InstantSource.system(), Duration.ofMinutes(15));
            CountDownLatch start = new CountDownLatch(1);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<List<String>>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return wins(approvals);
                }));
            }
            Files.createFile(directory.resolve("ready-" + args[1]));
            while (Files.notExists(directory.resolve("go"))) {
                Thread.onSpinWait();
            }
            start.countDown();
            for (Future<List<String>> result : results) {
                result.get().forEach(System.out::println);
            }
            threads.shutdown();
        }

        private static List<String> wins(Approvals approvals) throws IOException, ApprovalException {
            List<String> wins = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                if (approvals.consume(Subjects.delete("vol-" + round).digest()) instanceof Consumption.Used used) {
                    wins.add(used.request().confirm());
                }
            }
            return wins;
        }
    }
}
