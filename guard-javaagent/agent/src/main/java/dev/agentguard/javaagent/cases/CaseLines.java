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
import java.util.function.LongConsumer;

/** The lines of a file, read one at a time so that it may be of any length. Mistakes name file and line. */
final class CaseLines {

    private static final int LONGEST_LINE = 8 << 20;

    private CaseLines() {}

    /** Takes one line. */
    @FunctionalInterface
    interface Reader {
        void read(CaseLine line, int number) throws CaseException;
    }

    /** Reads all lines that are not blank; progress is given the number of bytes of each. */
    static void read(Path file, Reader reader, LongConsumer progress) throws CaseException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int number = 1;
            for (byte[] line = line(in, file, 1); line.length > 0; line = line(in, file, ++number)) {
                String text = text(line, file, number).strip();
                progress.accept(line.length);
                if (!text.isEmpty()) {
                    read(text, reader, file, number);
                }
            }
        } catch (NoSuchFileException e) {
            throw new CaseException("`" + file + "`: no such file");
        } catch (IOException e) {
            throw new CaseException("`" + file + "` cannot be read: " + e.getMessage());
        }
    }

    private static void read(String text, Reader reader, Path file, int number) throws CaseException {
        try {
            reader.read(CaseLine.parse(text), number);
        } catch (CaseException e) {
            throw new CaseException(file + ":" + number + ": " + e.getMessage());
        }
    }

    /** The line with its end; empty at the end of the file. */
    private static byte[] line(InputStream in, Path file, int number) throws IOException, CaseException {
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

    private static String text(byte[] line, Path file, int number) throws CaseException {
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
