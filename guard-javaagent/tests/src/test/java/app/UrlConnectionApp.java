package app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends with {@code HttpURLConnection}. A mode says how the body is written. */
final class UrlConnectionApp implements HttpApp.Sender {

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Content-Type", "application/json");
        if (mode.startsWith("timeout")) {
            connection.setReadTimeout(300);
        }
        if (body != null) {
            connection.setDoOutput(true);
            if (mode.equals("fixed")) {
                connection.setFixedLengthStreamingMode(body.length);
            } else if (mode.equals("fixedlong")) {
                connection.setFixedLengthStreamingMode((long) body.length);
            } else if (mode.startsWith("chunked")) {
                connection.setChunkedStreamingMode(0);
            }
            try (OutputStream out = connection.getOutputStream()) {
                for (int i = 0; i < body.length; i += 1_000) {
                    out.write(body, i, Math.min(1_000, body.length - i));
                }
            } catch (IOException refused) {
                if (mode.endsWith("again")) {
                    // as Jersey does
                    return new HttpApp.Answer(connection.getResponseCode(), "sent all the same");
                }
                throw refused;
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new HttpApp.Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
