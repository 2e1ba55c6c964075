package dev.agentguard.effect.shell;

/** A multipart body as curl makes it of {@code name=value}; files are left empty. */
final class FormBody {

    private static final String BOUNDARY = "guard-boundary";

    /** Its content type. */
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final StringBuilder parts = new StringBuilder();

    void add(String field, boolean mayBeFile) {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        String value = equals < 0 ? "" : field.substring(equals + 1);
        boolean file = mayBeFile && (value.startsWith("@") || value.startsWith("<"));
        parts.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"");
        parts.append(name.replace("\"", "%22").replace("\r", "").replace("\n", ""))
                .append('"');
        if (file && value.startsWith("@")) {
            parts.append("; filename=\"file\"");
        }
        parts.append("\r\n\r\n").append(file ? "" : value).append("\r\n");
    }

    String text() {
        return parts + "--" + BOUNDARY + "--\r\n";
    }
}
