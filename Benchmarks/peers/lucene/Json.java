/** Writes one line of JSON; commas are put where they are needed. */
final class Json {
    private final StringBuilder text = new StringBuilder();
    private boolean needsComma;

    Json open(char bracket) {
        separate();
        text.append(bracket);
        needsComma = false;
        return this;
    }

    Json close(char bracket) {
        text.append(bracket);
        needsComma = true;
        return this;
    }

    Json key(String name) {
        text(name);
        text.append(':');
        needsComma = false;
        return this;
    }

    Json number(long value) {
        separate();
        text.append(value);
        return this;
    }

    Json number(double value) {
        separate();
        text.append(value);
        return this;
    }

    Json bool(boolean value) {
        separate();
        text.append(value);
        return this;
    }

    Json text(String value) {
        separate();
        text.append('"');
        for (int index = 0; index < value.length(); index++) appendEscaped(value.charAt(index));
        text.append('"');
        return this;
    }

    private void appendEscaped(char character) {
        if (character == '"' || character == '\\') {
            text.append('\\').append(character);
        } else if (character < ' ') {
            text.append(String.format("\\u%04x", (int) character));
        } else {
            text.append(character);
        }
    }

    private void separate() {
        if (needsComma) text.append(',');
        needsComma = true;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
