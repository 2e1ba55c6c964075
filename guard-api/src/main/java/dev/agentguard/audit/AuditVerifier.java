package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.audit.AuditReport.FileReport;
import dev.agentguard.audit.AuditReport.Signed;
import dev.agentguard.audit.AuditReport.Unfinished;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the record: that no line was changed, taken out, put in or moved, and what irreversible actions have no
 * outcome. It streams, and holds at most one line and the open actions in memory. Not safe for use by several threads.
 */
public final class AuditVerifier {

    private static final int MOST_UNFINISHED = 100_000;
    private static final int LONGEST_SHOWN = 200;

    private record Mark(String statedBy, String begun, long sequence, String hash) {}

    private final Map<String, Unfinished> open = new LinkedHashMap<>();
    private final Map<String, List<Mark>> marks = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final PrunedFiles pruned = new PrunedFiles();
    private final CheckpointReader checkpoints = new CheckpointReader();

    private AuditVerifier() {}

    /**
     * Verifies a file of the record, or all of them in a directory. In a directory it is also seen where a whole file,
     * or lines at the end of one, were removed before a later file was begun or behind which a checkpoint was signed.
     *
     * @param fileOrDirectory a file or the directory that holds the record
     * @return what was found; a hostile file is a finding, not a failure
     * @throws IOException if it cannot be read at all
     */
    public static AuditReport verify(Path fileOrDirectory) throws IOException {
        AuditVerifier verifier = new AuditVerifier();
        if (!Files.isDirectory(fileOrDirectory)) {
            if (!Files.isRegularFile(fileOrDirectory, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("`" + fileOrDirectory + "` is no file of the record and no directory");
            }
            Path parent = fileOrDirectory.toAbsolutePath().getParent();
            if (parent != null) {
                verifier.noteCheckpoints(parent);
            }
            return verifier.report(List.of(verifier.file(fileOrDirectory)));
        }
        Collection<Path> files = AuditDirectory.files(fileOrDirectory);
        for (Path file : files) {
            verifier.noteMark(file);
        }
        verifier.noteCheckpoints(fileOrDirectory);
        List<FileReport> reports = new ArrayList<>();
        for (Path file : files) {
            reports.add(verifier.file(file));
        }
        verifier.marks.keySet().removeIf(verifier.pruned::has);
        verifier.marks.forEach((name, marks) -> marks.forEach(
                mark -> verifier.missing.add(shown(name) + " was removed: " + mark.statedBy() + mark.begun())));
        return verifier.report(reports);
    }

    private AuditReport report(List<FileReport> files) {
        return new AuditReport(
                files,
                List.copyOf(open.values()),
                missing,
                new Signed(checkpoints.count(), checkpoints.keys(), checkpoints.broken()));
    }

    private void noteCheckpoints(Path directory) throws IOException {
        checkpoints.read(
                directory,
                (checkpoint, number, line) -> marks.computeIfAbsent(checkpoint.file(), unused -> new ArrayList<>())
                        .add(new Mark("checkpoint " + number, " names it", checkpoint.sequence(), checkpoint.line())));
    }

    /** Notes where the file before this one stood when this one was begun. */
    private void noteMark(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] line = new LineReader(in).next();
            if (line == null || !Line.isWhole(line)) {
                return;
            }
            JsonNode after = ChainCheck.parse(line).path("after");
            String name = after.path("file").asText("");
            if (!name.isEmpty()) {
                marks.computeIfAbsent(name, unused -> new ArrayList<>())
                        .add(new Mark(
                                nameOf(file),
                                " was begun after it",
                                after.path("seq").asLong(-1),
                                after.path("line").asText("")));
            }
        } catch (IOException e) {
            if (!Files.isReadable(file)) {
                throw e;
            }
            // no JSON: the chain check says so
        }
    }

    private FileReport file(Path path) throws IOException {
        String name = nameOf(path);
        List<Mark> due = new ArrayList<>(marks.getOrDefault(path.getFileName().toString(), List.of()));
        marks.remove(path.getFileName().toString());
        due.removeIf(mark -> mark.sequence() < 0);
        ChainCheck chain = new ChainCheck(name);
        String broken = null;
        String incomplete = null;
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            LineReader reader = new LineReader(in);
            for (byte[] line = reader.next(); line != null && broken == null; line = reader.next()) {
                String place = name + ":" + (chain.lines() + 1) + ": ";
                if (reader.end() == LineReader.End.FILE) {
                    incomplete =
                            place + "incomplete last line, " + line.length + " bytes; everything before it verifies";
                    break;
                }
                String problem = reader.end() == LineReader.End.TOO_LONG
                        ? "is longer than " + Line.LONGEST + " bytes"
                        : line(name, chain, line);
                if (problem != null) {
                    broken = place + problem;
                } else {
                    due.removeIf(mark ->
                            mark.sequence() == chain.lines() - 1 && mark.hash().equals(chain.head()));
                }
            }
        }
        if (broken == null) {
            due.forEach(mark -> missing.add(name + ": " + mark.statedBy() + " saw its line " + (mark.sequence() + 1)
                    + ", which is not there or another now: lines were removed from the end, or it was rewritten"));
        }
        return new FileReport(name, chain.lines(), broken, incomplete, chain.ended(), chain.head());
    }

    private @Nullable String line(String name, ChainCheck chain, byte[] line) {
        if (!Line.isWhole(line)) {
            return "was changed: its hash does not match what it holds";
        }
        JsonNode json;
        try {
            json = ChainCheck.parse(line);
        } catch (IOException e) {
            return "is no JSON";
        }
        String problem = chain.problem(line, json);
        if (problem == null) {
            follow(name, chain.lines(), json);
        }
        return problem;
    }

    private void follow(String name, long line, JsonNode json) {
        String id = json.path("id").asText("");
        switch (json.path("kind").asText("")) {
            case "DECISION" -> {
                if (json.path("proceeds").asBoolean()
                        && json.path("irreversible").asBoolean()
                        && open.size() < MOST_UNFINISHED) {
                    open.put(
                            id,
                            new Unfinished(
                                    name,
                                    line,
                                    shown(id),
                                    operations(json),
                                    shown(json.path("time").asText(""))));
                }
            }
            case "OUTCOME" -> open.remove(id);
            case "PRUNE" -> pruned.take(json);
            default -> {
                // starts and ends are of no action; later versions may have more kinds
            }
        }
    }

    private static String operations(JsonNode json) {
        StringJoiner operations = new StringJoiner(", ");
        for (JsonNode effect : json.path("effects")) {
            String id = effect.path("resource").path("id").asText("");
            operations.add(effect.path("operation").asText("") + (id.isEmpty() ? "" : " " + id));
        }
        return shown(operations.toString());
    }

    private static String nameOf(Path file) {
        return shown(String.valueOf(file.getFileName()));
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST_SHOWN; i++) {
            char c = text.charAt(i);
            shown.append(c < ' ' || c > '~' ? '?' : c);
        }
        return text.length() > LONGEST_SHOWN ? shown + "…" : shown.toString();
    }
}
