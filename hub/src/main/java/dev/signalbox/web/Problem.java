package dev.signalbox.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.signalbox.protocol.InvalidEventException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error answer (RFC 9457), {@code application/problem+json}:
 *
 * <pre>{"type":"about:blank","title":"Unprocessable Content","status":422,
 *   "detail":"Expected cwd as a non-empty string, but got nothing","code":"invalid-event",
 *   "errors":[{"path":"cwd","message":"…","code":"required"}],"error":"Unprocessable Content"}
 * </pre>
 *
 * @param code stable; the table is in {@code docs/protocol.md}
 * @param error the title again: clients of the older product read that
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "errors", "error"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    String code,
    List<Fault> errors,
    String error) {

  /** One field at fault. */
  record Fault(String path, String message, String code) {
    static Fault of(InvalidEventException reason) {
      return new Fault(reason.path(), String.valueOf(reason.getMessage()), reason.code());
    }

    /** The same fault in a larger document: {@code cwd} becomes {@code events[3].cwd}. */
    Fault within(String outer) {
      return new Fault(path.isEmpty() ? outer : outer + "." + path, message, code);
    }
  }

  static Problem of(int status, String code, @Nullable String detail) {
    return of(status, code, detail, List.of());
  }

  static Problem of(int status, String code, @Nullable String detail, List<Fault> errors) {
    String title = title(status);
    return new Problem("about:blank", title, status, detail, code, errors, title);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 417 -> "Expectation Failed";
      case 421 -> "Misdirected Request";
      case 422 -> "Unprocessable Content";
      case 426 -> "Upgrade Required";
      case 431 -> "Request Header Fields Too Large";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
