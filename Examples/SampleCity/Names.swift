/// Made-up names: any likeness to a person or an enterprise is chance.
enum Names {
  private static let surnames = Array(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")
  private static let male = Array("建国志强文军海涛明辉家俊宇浩子轩天佑伟东平波振华永安德福成林立新学民春生光荣")
  private static let female = Array("秀英桂兰淑珍玉梅丽华小红雪莲佳怡欣妍诗涵雨桐美玲春燕月娥凤霞思琪梦洁慧敏巧云")
  private static let brands = [
    "恒远", "启明", "瑞禾", "嘉盛", "海纳", "云帆", "正源", "德润", "佳禾", "华阳", "天驰", "鼎新", "宏图", "安泰", "星河", "金穗",
    "百川", "润泽", "远景", "长青", "宇泽", "博远", "新程", "盛景", "联创", "信和", "同舟", "立诚", "智造", "绿野", "方圆", "朗科",
  ]

  static func person(isMale: Bool, _ random: inout SplitMix64) -> String {
    var name = String(random.pick(surnames))
    let given = isMale ? male : female
    name.append(random.pick(given))
    if random.chance(780) { name.append(random.pick(given)) }
    return name
  }

  /// `样例` stands in every name, so that none is taken for a real one.
  static func enterprise(city: String, industry: String, suffix: String, _ random: inout SplitMix64) -> String
  {
    "\(city)样例\(random.pick(brands))\(random.pick(brands))\(industry)\(suffix)"
  }
}
