"""Amounts of yuan as sheets have them: in 万元, and in words."""

def wan(yuan):
    text = f'{yuan // 10000}.{yuan % 10000:04}'.rstrip('0').rstrip('.')
    return text

DIGITS, PLACES = '零壹贰叁肆伍陆柒捌玖', ['', '拾', '佰', '仟']

def in_words(yuan):
    """An amount as forms have it written against tampering: 壹万贰仟零叁拾元整."""
    groups, text = [], ''
    while yuan: yuan, rest = divmod(yuan, 10000); groups.append(rest)
    for n in range(len(groups) - 1, -1, -1):
        group, part, gap = groups[n], '', False
        for p in range(3, -1, -1):
            digit = group // 10 ** p % 10
            if digit: part += ('零' if gap else '') + DIGITS[digit] + PLACES[p]; gap = False
            elif part or text: gap = True
        if part: text += part + ['', '万', '亿'][n]
    return '人民币' + (text or '零') + '元整'
