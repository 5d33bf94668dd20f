// The driver of Xapian (glass backend); the protocol is in README.md.

#include <xapian.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
using Microseconds = std::chrono::duration<double, std::micro>;

/// The engine has no such mode.
struct Unsupported : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::vector<std::string> splitWords(const std::string& line) {
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

/// A command's words; the fourth is the rest of the line, so that a file's name may hold spaces.
std::vector<std::string> splitCommand(const std::string& line) {
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; words.size() < 3 && stream >> word;) words.push_back(word);
    if (std::string rest; std::getline(stream >> std::ws, rest)) words.push_back(rest);
    return words;
}

std::string quoted(const std::string& text) {
    std::string json = "\"";
    for (char character : text) {
        if (character == '"' || character == '\\') json += '\\';
        json += character == '\n' ? ' ' : character;
    }
    return json + "\"";
}

void reply(const std::string& line) {
    std::cout << line << std::endl;  // endl flushes
}

/// Writes a JSON list; `write` puts one item into the stream.
template <typename Items, typename Write>
void writeList(std::ostream& out, const Items& items, Write write) {
    out << '[';
    bool first = true;
    for (const auto& item : items) {
        if (!first) out << ',';
        first = false;
        write(item);
    }
    out << ']';
}

// MARK: Build

/// Documents between flushes. One flush for a whole corpus of 900,000 takes four times the memory and is no faster.
constexpr const char* flushThreshold = "200000";

std::size_t peakResidentBytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmHWM:", 0) == 0) return std::stoull(line.substr(6)) * 1024;
    }
    return 0;
}

std::size_t sizeOf(const std::string& folder) {
    std::size_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) bytes += entry.file_size();
    }
    return bytes;
}

void addDocuments(std::istream& tokens, Xapian::WritableDatabase& database) {
    for (std::string line; std::getline(tokens, line);) {
        const auto numberEnd = line.find('\t');
        Xapian::Document document;
        Xapian::termpos position = 0;
        for (const auto& token : splitWords(line.substr(numberEnd + 1))) document.add_posting(token, ++position);
        // Document ids begin at 1.
        database.replace_document(std::stoul(line.substr(0, numberEnd)) + 1, document);
    }
}

void build(const std::string& tokens, const std::string& index) {
    const auto start = Clock::now();
    setenv("XAPIAN_FLUSH_THRESHOLD", flushThreshold, 1);
    const std::string loose = index + ".loose";
    std::filesystem::remove_all(index);
    unsigned documents;
    {
        Xapian::WritableDatabase database(
            loose, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS);
        std::ifstream stream(tokens);
        addDocuments(stream, database);
        database.commit();
        database.compact(index, Xapian::DBCOMPACT_NO_RENUMBER | Xapian::Compactor::FULLER);
        documents = database.get_doccount();
    }
    std::filesystem::remove_all(loose);
    const double seconds = Seconds(Clock::now() - start).count();
    std::ostringstream json;
    json << "{\"documents\":" << documents << ",\"seconds\":" << seconds << ",\"bytes\":" << sizeOf(index)
         << ",\"peak_rss_bytes\":" << peakResidentBytes() << ",\"segments\":1}";
    reply(json.str());
}

// MARK: Queries

struct Answer {
    Xapian::MSet top;
    std::optional<Xapian::doccount> count;
};

struct Mode {
    std::string kind;
    std::string what;

    explicit Mode(const std::string& name) {
        const auto separator = name.find('_');
        kind = name.substr(0, separator);
        what = separator == std::string::npos ? "" : name.substr(separator + 1);
        if (kind != "or" && kind != "and" && kind != "phrase" && kind != "prefix") {
            throw Unsupported("no " + kind + " queries");
        }
        if (what != "top10" && what != "top100" && what != "count" && what != "top10count") {
            throw Unsupported("unknown mode " + name);
        }
    }

    Xapian::doccount size() const { return what == "count" ? 0 : what == "top100" ? 100 : 10; }
    bool counts() const { return what == "count" || what == "top10count"; }

    Xapian::Query query(const std::string& line) const {
        if (kind == "prefix") return Xapian::Query(Xapian::Query::OP_WILDCARD, line);
        const auto op = kind == "or" ? Xapian::Query::OP_OR
            : kind == "and" ? Xapian::Query::OP_AND : Xapian::Query::OP_PHRASE;
        const auto tokens = splitWords(line);
        return Xapian::Query(op, tokens.begin(), tokens.end());
    }
};

/// An open database with one enquiry for ranked and one for unranked searches.
class Searcher {
public:
    explicit Searcher(const std::string& index) : database(index), ranked(database), unranked(database) {
        ranked.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 0, 0.75, 0));
        unranked.set_weighting_scheme(Xapian::BoolWeight());
    }

    /// A count that has to be exact makes Xapian look at every match (`checkatleast`).
    Answer search(const Mode& mode, const Xapian::Query& query) {
        Xapian::Enquire& enquire = mode.what == "count" || mode.kind == "prefix" ? unranked : ranked;
        enquire.set_query(query);
        Answer answer;
        answer.top = enquire.get_mset(0, mode.size(), mode.counts() ? database.get_doccount() : 0);
        if (mode.counts()) answer.count = answer.top.get_matches_estimated();
        return answer;
    }

    Xapian::doccount documents() const { return database.get_doccount(); }

private:
    Xapian::Database database;
    Xapian::Enquire ranked;
    Xapian::Enquire unranked;
};

/// The prepared queries of one file in one mode.
struct Cell {
    Mode mode;
    std::vector<std::string> lines;
    std::vector<Xapian::Query> queries;

    Cell(const std::string& modeName, const std::string& file) : mode(modeName) {
        std::ifstream stream(file);
        if (!stream) throw std::runtime_error("cannot read " + file);
        for (std::string line; std::getline(stream, line);) {
            if (!line.empty()) lines.push_back(line);
        }
        queries = prepare();
    }

    std::vector<Xapian::Query> prepare() const {
        std::vector<Xapian::Query> prepared;
        for (const auto& line : lines) prepared.push_back(mode.query(line));
        return prepared;
    }
};

// MARK: Serve

class Server {
public:
    explicit Server(const std::string& index) : index(index), searcher(index) {}

    void run() {
        reply("{\"ready\":true,\"documents\":" + std::to_string(searcher.documents()) + "}");
        for (std::string line; std::getline(std::cin, line) && line != "quit";) {
            try {
                reply(execute(splitCommand(line)));
            } catch (const Unsupported& reason) {
                reply(std::string("{\"unsupported\":") + quoted(reason.what()) + "}");
            } catch (const Xapian::Error& failure) {
                reply("{\"error\":" + quoted(failure.get_description()) + "}");
            } catch (const std::exception& failure) {
                reply(std::string("{\"error\":") + quoted(failure.what()) + "}");
            }
        }
    }

private:
    std::string index;
    Searcher searcher;
    std::map<std::string, Cell> cells;

    std::string execute(const std::vector<std::string>& words) {
        const std::string command = words.empty() ? "" : words[0];
        if (command == "load" && words.size() == 4) return load(words[1], words[2], words[3]);
        if (command == "pass" && words.size() == 2) return pass(cells.at(words[1]));
        if (command == "answers" && words.size() == 2) return answers(cells.at(words[1]));
        if (command == "warm" && words.size() == 2) return warm(std::stod(words[1]));
        if (command == "threads" && words.size() == 4) {
            return parallel(std::stoi(words[1]), cells.at(words[2]), std::stod(words[3]));
        }
        throw std::runtime_error("unknown command " + command);
    }

    std::string load(const std::string& name, const std::string& mode, const std::string& file) {
        Cell cell(mode, file);
        const auto size = cell.queries.size();
        cells.insert_or_assign(name, std::move(cell));
        return "{\"n\":" + std::to_string(size) + "}";
    }

    std::string pass(const Cell& cell) {
        std::vector<double> times;
        for (const auto& query : cell.queries) {
            const auto start = Clock::now();
            searcher.search(cell.mode, query);
            times.push_back(Microseconds(Clock::now() - start).count());
        }
        std::ostringstream json;
        json << "{\"us\":";
        writeList(json, times, [&](double time) { json << time; });
        json << '}';
        return json.str();
    }

    std::string answers(const Cell& cell) {
        std::vector<Answer> found;
        for (const auto& query : cell.queries) found.push_back(searcher.search(cell.mode, query));
        std::ostringstream json;
        json.precision(9);
        json << '{';
        if (cell.mode.size() > 0) {
            json << "\"top\":";
            writeList(json, found, [&](const Answer& answer) { writeTop(json, answer.top); });
        }
        if (cell.mode.counts()) {
            json << (cell.mode.size() > 0 ? ",\"counts\":" : "\"counts\":");
            writeList(json, found, [&](const Answer& answer) { json << *answer.count; });
        }
        json << '}';
        return json.str();
    }

    static void writeTop(std::ostream& json, const Xapian::MSet& top) {
        json << '[';
        for (auto hit = top.begin(); hit != top.end(); ++hit) {
            if (hit != top.begin()) json << ',';
            json << '[' << *hit - 1 << ',' << hit.get_weight() << ']';
        }
        json << ']';
    }

    std::string warm(double seconds) {
        const auto deadline = Clock::now() + Seconds(seconds);
        int rounds = 0;
        while (!cells.empty() && warmAll(deadline)) rounds++;
        return "{\"rounds\":" + std::to_string(rounds) + "}";
    }

    template <typename Deadline>
    bool warmAll(Deadline deadline) {
        for (const auto& [name, cell] : cells) {
            for (const auto& query : cell.queries) {
                if (Clock::now() >= deadline) return false;
                searcher.search(cell.mode, query);
            }
        }
        return true;
    }

    std::string parallel(int count, const Cell& cell, double seconds) {
        std::atomic<long> queries = 0;
        const auto start = Clock::now();
        std::vector<std::thread> workers;
        for (int thread = 0; thread < count; thread++) {
            const std::size_t first = thread * cell.lines.size() / count;
            workers.emplace_back([&, first] { queries += runUntil(start + Seconds(seconds), first, cell); });
        }
        for (auto& worker : workers) worker.join();
        std::ostringstream json;
        json << "{\"queries\":" << queries << ",\"seconds\":" << Seconds(Clock::now() - start).count() << "}";
        return json.str();
    }

    /// Databases and queries count their references without atomics, so every thread makes its own.
    template <typename Deadline>
    long runUntil(Deadline deadline, std::size_t first, const Cell& cell) const {
        Searcher own(index);
        const auto queries = cell.prepare();
        long done = 0;
        for (; Clock::now() < deadline; done++) own.search(cell.mode, queries[(first + done) % queries.size()]);
        return done;
    }
};

}  // namespace

int main(int argumentCount, char** argumentValues) {
    const std::vector<std::string> arguments(argumentValues + 1, argumentValues + argumentCount);
    const std::string command = arguments.empty() ? "" : arguments[0];
    std::ios::sync_with_stdio(false);
    try {
        if (command == "version") {
            reply(std::string("{\"name\":\"xapian\",\"version\":\"") + Xapian::version_string() + "\"}");
        } else if (command == "build" && arguments.size() == 4) {
            build(arguments[1], arguments[2]);
        } else if (command == "serve" && arguments.size() == 2) {
            Server(arguments[1]).run();
        } else {
            std::cerr << "usage: build TOKENS INDEX THREADS | serve INDEX | version\n";
            return 2;
        }
    } catch (const Xapian::Error& failure) {
        std::cerr << failure.get_description() << '\n';
        return 1;
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
