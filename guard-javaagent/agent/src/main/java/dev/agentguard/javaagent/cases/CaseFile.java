package dev.agentguard.javaagent.cases;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A file of cases, one JSON object a line, read a line at a time so that it may be of any length. */
public final class CaseFile {

    private static final int LONGEST_LINE = 8 << 20;

    private final Path file;
    private final CaseParser parser;
    private final Consumer<String> notices;
    private final Set<String> noticed = new TreeSet<>();

    /**
     * Creates a file that is not read yet.
     *
     * @param file the file
     * @param trustHints whether what a tool's server says of it is believed as far as it goes
     * @param notices is told once about each thing in it that is not looked at
     */
    public CaseFile(Path file, boolean trustHints, Consumer<String> notices) {
        this.file = file;
        this.parser = new CaseParser(trustHints);
        this.notices = notices;
    }

    /**
     * Reads all cases.
     *
     * @param cases is given each case in order
     * @param progress is given the number of bytes of each line
     * @throws CaseException if the file cannot be read or a line is not a case
     */
    public void read(Consumer<Case> cases, LongConsumer progress) throws CaseException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] line = line(in, 1);
            for (int number = 1; line.length > 0; line = line(in, ++number)) {
                String text = text(line, number).strip();
                progress.accept(line.length);
                if (!text.isEmpty()) {
                    read(text, number, cases);
                }
            }
        } catch (NoSuchFileException e) {
            throw new CaseException("`" + file + "`: no such file");
        } catch (IOException e) {
            throw new CaseException("`" + file + "` cannot be read: " + e.getMessage());
        }
    }

    private void read(String text, int number, Consumer<Case> cases) throws CaseException {
        try {
            CaseLine line = CaseLine.parse(text);
            for (Iterator<String> keys = line.unknownKeys(); keys.hasNext(); ) {
                notice("the key `" + keys.next() + "` is not known and not looked at", number);
            }
            if (line.isRuleSentence()) {
                notice("a sentence of a rule file is not an action and not judged", number);
            } else {
                cases.accept(parser.parse(line));
            }
        } catch (CaseException e) {
            throw new CaseException(file + ":" + number + ": " + e.getMessage());
        }
    }

    private void notice(String text, int number) {
        if (noticed.add(text)) {
            notices.accept(file + ":" + number + ": " + text);
        }
    }

    /** The line with its end; empty at the end of the file. */
    private byte[] line(InputStream in, int number) throws IOException, CaseException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            if (line.size() > LONGEST_LINE) {
                throw new CaseException(file + ":" + number + ": the line is longer than " + LONGEST_LINE
                        + " bytes, expected one case");
            }
        }
        return line.toByteArray();
    }

    private String text(byte[] line, int number) throws CaseException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CaseException(file + ":" + number + ": the line is not UTF-8");
        }
    }
}
