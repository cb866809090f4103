import Testing

@testable import News

/// What is taken for HTML where nobody says so.
@Suite struct MarkupGuessTests {
    @Test(arguments: [
        "<p>a</p>", " \n<p>a", "<P>a<P>b", "<b>a</b> b", "<div><script>x</script></div>", "<!--StartFragment-->a",
        "<script>var a = 1</script>", "<tr><td>1</td></tr>", "<td>1<td>2", "<img src=https://a.id/x>", "<o:p>a</o:p>",
        "<html><body>a</body></html>", "<!DOCTYPE html><p>a", "<span>a</span>",
        "<amp-img src=https://a.id/x></amp-img>",
    ])
    func `markup is known by its elements`(text: String) {
        #expect(Body.isMarkup(text))
    }

    @Test(arguments: [
        "<script> kini dilarang. Kata penting.", "<!DOCTYPE html> berumur 30 tahun", "<3 dari Jakarta",
        "<Reuters> - Kata",
        "<title> dan kata", "<?php berumur 30 tahun", "< 5 persen", "Kata <b>a</b>", "", "<", "<style> mati",
    ])
    func `a sentence that begins with an element is a sentence`(text: String) {
        #expect(!Body.isMarkup(text))
    }
}
