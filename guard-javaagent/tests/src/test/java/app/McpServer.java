package app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the Model Context Protocol on standard input and output that only says what it was asked to run. */
public final class McpServer {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]*)\"");

    private McpServer() {}

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
            return "{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{}},"
                    + "\"serverInfo\":{\"name\":\"s\",\"version\":\"1\"}}";
        }
        if (line.contains("\"tools/list\"")) {
            return "{\"tools\":[" + tool("list_volumes", "lists the volumes of a project", "project") + ","
                    + tool("delete_volume", "deletes a volume for good", "volumeId") + "]}";
        }
        Matcher name = NAME.matcher(line);
        String called = name.find() ? name.group(1) : "nothing";
        return "{\"content\":[{\"type\":\"text\",\"text\":\"served " + called + "\"}]}";
    }

    private static String tool(String name, String description, String parameter) {
        return "{\"name\":\"" + name + "\",\"description\":\"" + description + System.getenv("MORE")
                + "\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"" + parameter
                + "\":{\"type\":\"string\"}},\"required\":[\"" + parameter + "\"]}}";
    }
}
