package dev.agentguard.langchain4j;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the Model Context Protocol on standard input and output that only says what it was asked to run. */
final class TinyMcpServer {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");
    private static final Pattern VOLUME = Pattern.compile("\"volumeId\"\\s*:\\s*\"([^\"]*)\"");

    private TinyMcpServer() {}

    /** Returns the command that starts it. */
    static List<String> command() {
        return List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TinyMcpServer.class.getName());
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Matcher id = ID.matcher(line);
            if (id.find()) {
                System.out.println("{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":" + result(line) + "}");
            }
        }
    }

    private static String result(String line) {
        if (line.contains("\"initialize\"")) {
            return "{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{},\"resources\":{}},"
                    + "\"serverInfo\":{\"name\":\"s\",\"version\":\"1\"}}";
        }
        if (line.contains("\"tools/list\"")) {
            return "{\"tools\":[{\"name\":\"deleteVolume\",\"description\":\"deletes a volume and its backups\","
                    + "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"volumeId\":{\"type\":\"string\"}}}}]}";
        }
        if (line.contains("\"resources/list\"")) {
            return "{\"resources\":[{\"uri\":\"file:///a\",\"name\":\"a\",\"mimeType\":\"text/plain\"}]}";
        }
        if (line.contains("\"resources/read\"")) {
            return "{\"contents\":[{\"uri\":\"file:///a\",\"mimeType\":\"text/plain\",\"text\":\"content of a\"}]}";
        }
        Matcher volume = VOLUME.matcher(line);
        String called = volume.find() ? volume.group(1) : "nothing";
        return "{\"content\":[{\"type\":\"text\",\"text\":\"deleted " + called + "\"}]}";
    }
}
