using System.Text;

namespace Convo.Functions.Core.Templates;

/// <summary>Joins texts up to the longest text that can be shown, so that a long separator can't multiply.</summary>
internal static class TextList
{
    public static string Join(int count, Func<int, string> item, string separator, string last)
    {
        var text = new StringBuilder();

        for (var i = 0; i < count && text.Length <= Template.LongestText; i++)
        {
            if (i > 0)
            {
                text.Append(i == count - 1 ? last : separator);
            }

            text.Append(item(i));
        }

        return text.ToString();
    }
}
